export { applyRetention, type RetentionCounts } from "./apply-retention.ts";
export { retainTenants, type TenantRetention } from "./retain-tenants.ts";
