export { getStoredSettings } from "./settings.repository.ts";
