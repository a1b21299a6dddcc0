export type { ExportFile, ExportStore } from "./export-store.ts";
export { exportUsers } from "./export-users.ts";
