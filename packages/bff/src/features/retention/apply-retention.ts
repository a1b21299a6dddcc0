import type { TenantId } from "@dormant-users/shared-types";
import type { TenantDatabase } from "../../db/index.ts";
import { recordAudit } from "../audit/index.ts";
import { DAY_MS } from "../detection/index.ts";
import { getStoredSettings } from "../settings/index.ts";
import { countOld, RULES, removeOld } from "./retention.repository.ts";

export interface RetentionOptions {
  readonly actor: string;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** Count only. */
  readonly dryRun?: boolean | undefined;
}

/** Rows by table that were deleted, or (dry run) would be. */
export type RetentionCounts = Readonly<Record<string, number>>;

const UNLIMITED = { statementTimeoutMs: 0 } as const;

/** Deletes what the tenant's settings no longer keep. Done again it finds nothing. */
export function applyRetention(
  database: Pick<TenantDatabase, "withTenant">,
  tenantId: TenantId,
  { actor, nowMs, dryRun = false }: RetentionOptions,
): Promise<RetentionCounts> {
  return database.withTenant(
    tenantId,
    async (tx) => {
      const { retention } = await getStoredSettings(tx);
      const counts: Record<string, number> = {};
      for (const rule of RULES) {
        const before = new Date(nowMs - retention[rule.keptFor] * DAY_MS).toISOString();
        counts[rule.table] = await (dryRun ? countOld : removeOld)(tx, rule, before);
      }
      const isDone = !dryRun && Object.values(counts).some((rows) => rows > 0);
      if (isDone) await recordAudit(tx, { actor, action: "retention_applied", detail: { deleted: counts } });
      return counts;
    },
    dryRun ? { ...UNLIMITED, readOnly: true } : UNLIMITED,
  );
}
