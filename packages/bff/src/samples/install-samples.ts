import type { Database } from "../db/index.ts";
import { type IngestResult, ingestObjects } from "../features/ingestion/index.ts";
import { SampleStore } from "./sample-store.ts";
import { type SampleTenant, sampleTenants } from "./sample-tenants.ts";

/** Makes the sample tenants and takes their objects in, by the way a customer's objects come. */
export async function installSamples(
  database: Database,
  nowMs: number,
  onTenant: (tenant: SampleTenant, result: IngestResult) => void = () => {},
): Promise<void> {
  for (const tenant of sampleTenants(nowMs)) {
    await database.admin.createTenant(tenant.tenantId);
    const store = new SampleStore(tenant.objects);
    const result = await ingestObjects(database, {
      tenantId: tenant.tenantId,
      store,
      objects: store.list(""),
      actor: "demo",
      nowMs,
    });
    onTenant(tenant, result);
  }
}
