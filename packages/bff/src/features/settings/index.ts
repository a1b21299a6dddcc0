export { changeExemptions } from "./change-exemptions.ts";
export { getStoredSettings } from "./settings.repository.ts";
