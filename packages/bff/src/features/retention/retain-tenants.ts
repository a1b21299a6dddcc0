import { TenantId } from "@dormant-users/shared-types";
import { z } from "zod";
import type { TenantDatabase } from "../../db/index.ts";
import type { Logger } from "../../observability/logger.ts";
import { applyRetention, type RetentionCounts } from "./apply-retention.ts";

/** `tenant` names one; a schedule's own event has none and means all. */
const RetentionEvent = z.looseObject({ tenant: TenantId.optional(), dry_run: z.boolean().optional() });

export interface RetentionServices {
  readonly database: Pick<TenantDatabase, "withTenant"> & { listTenantIds(): Promise<readonly TenantId[]> };
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: Logger;
}

export interface TenantRetention {
  readonly tenant: TenantId;
  /** Null: it failed, and is tried again the next time. */
  readonly deleted: RetentionCounts | null;
}

/**
 * Applies the retention of one tenant, or of all; one that fails stops nobody.
 *
 * @param input as Lambda hands it over
 * @throws Error once all had their turn, where one failed
 */
export async function retainTenants(services: RetentionServices, input: unknown): Promise<readonly TenantRetention[]> {
  const { tenant, dry_run: dryRun } = RetentionEvent.parse(input ?? {});
  const done: TenantRetention[] = [];
  for (const id of tenant === undefined ? await services.database.listTenantIds() : [tenant]) {
    try {
      const options = { actor: "schedule", nowMs: services.now(), dryRun };
      done.push({ tenant: id, deleted: await applyRetention(services.database, id, options) });
    } catch (error) {
      services.logger.error("retention_failed", { tenant: id, error });
      done.push({ tenant: id, deleted: null });
    }
  }
  const failed = done.filter(({ deleted }) => deleted === null);
  if (failed.length > 0)
    throw new Error(`retention failed for ${failed.length} of ${done.length} tenants; see the log`);
  return done;
}
