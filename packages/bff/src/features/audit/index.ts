export { recordAudit, recordAudits } from "./audit.repository.ts";
