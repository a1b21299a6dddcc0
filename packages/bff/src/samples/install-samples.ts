import type { TenantId } from "@dormant-users/shared-types";
import type { Database } from "../db/index.ts";
import { type IngestResult, ingestObjects } from "../features/ingestion/index.ts";
import { executeRun, type RunServices, startRun } from "../features/runs/index.ts";
import { decideSamples } from "./decide-samples.ts";
import { SampleStore } from "./sample-store.ts";
import { type SampleTenant, sampleTenants } from "./sample-tenants.ts";

export interface SampleServices extends RunServices {
  readonly database: Database;
}

interface InstallOptions {
  readonly onTenant?: (tenant: SampleTenant, result: IngestResult) => void;
  readonly idOf?: (name: string) => string;
}

const DAY_MS = 86_400_000;
/** Days ago on which data came before today's. */
const EARLIER_DAYS = [84, 42, 14];
const WHO = "demo";

/**
 * Makes the sample tenants with a past: data came several times, by the way a customer's objects come, it was analysed
 * each time but today, and somebody has decided about the first of what was found. Today's analysis is the caller's to start.
 */
export async function installSamples(
  services: SampleServices,
  nowMs: number,
  { onTenant, idOf }: InstallOptions = {},
): Promise<readonly TenantId[]> {
  const { database } = services;
  const at = (snapshotMs: number) => sampleTenants({ nowMs, snapshotMs, ...(idOf && { idOf }) });
  for (const { tenantId } of at(nowMs)) await database.admin.createTenant(tenantId);
  for (const snapshotMs of EARLIER_DAYS.map((days) => nowMs - days * DAY_MS)) {
    for (const tenant of at(snapshotMs)) {
      await takeIn(database, tenant, snapshotMs);
      await analyse({ ...services, now: () => snapshotMs }, tenant.tenantId);
    }
  }
  for (const tenant of at(nowMs)) {
    const result = await takeIn(database, tenant, nowMs);
    await decideSamples(database, tenant.tenantId, nowMs);
    onTenant?.(tenant, result);
  }
  return at(nowMs).map(({ tenantId }) => tenantId);
}

function takeIn(database: Database, { tenantId, objects }: SampleTenant, nowMs: number): Promise<IngestResult> {
  const store = new SampleStore(objects);
  return ingestObjects(database, { tenantId, store, objects: store.list(""), actor: WHO, nowMs });
}

async function analyse(services: SampleServices, tenantId: TenantId): Promise<void> {
  const { run } = await startRun(services.database, tenantId, { requestedBy: WHO });
  await executeRun(services, tenantId, run.id);
}
