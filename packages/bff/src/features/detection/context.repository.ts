import { type AccountType, type DormancyReason, Settings } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import type { Cohort, DetectionContext } from "./judgement.ts";

interface ContextRow {
  readonly settings: unknown;
  readonly sources: DetectionContext["sources"];
  readonly cohorts: readonly {
    cohortId: number;
    standing: Cohort["standing"];
    standingReason: DormancyReason | null;
    accountType: AccountType;
    privileged: boolean;
    everActive: boolean;
    held: boolean;
    feedAsOfMs: number | null;
  }[];
  readonly waiting: DetectionContext["waiting"];
}

// One row of JSON: small tables, and of the objects those that wait, in one round trip.
const selectContext = defineQuery<void, ContextRow>({
  name: "detection.get_context",
  text: (schema) => `
SELECT
  (SELECT value FROM ${schema}.tenant_settings WHERE key = 'settings') AS settings,
  (SELECT coalesce(json_agg(json_build_object(
      'sourceId', s.source_id, 'name', s.name, 'reportsActivity', s.reports_activity,
      'dataAsOfMs', (extract(epoch FROM s.data_as_of) * 1000)::bigint) ORDER BY s.source_id), '[]')
    FROM ${schema}.sources AS s) AS sources,
  (SELECT coalesce(json_agg(json_build_object(
      'cohortId', c.cohort_id, 'standing', c.standing, 'standingReason', c.standing_reason,
      'accountType', c.account_type, 'privileged', c.privileged, 'everActive', c.ever_active, 'held', c.held,
      'feedAsOfMs', (SELECT (extract(epoch FROM max(s.data_as_of)) * 1000)::bigint FROM ${schema}.sources AS s
        WHERE s.source_id = ANY (f.source_ids))) ORDER BY c.cohort_id), '[]')
    FROM ${schema}.cohorts AS c LEFT JOIN ${schema}.feeds AS f USING (feed_id)) AS cohorts,
  (SELECT coalesce(json_agg(h), '[]') FROM (
    SELECT DISTINCT ON (o.source_id) s.name AS source, o.held_reason AS reason,
      (extract(epoch FROM o.snapshot_at) * 1000)::bigint AS "atMs"
    FROM ${schema}.ingested_objects AS o LEFT JOIN ${schema}.sources AS s USING (source_id)
    WHERE o.status = 'held'
      AND o.snapshot_at > coalesce(s.data_as_of, (SELECT max(data_as_of) FROM ${schema}.sources))
    ORDER BY o.source_id, o.snapshot_at DESC) AS h) AS waiting`,
});

/** Settings, sources, cohorts and waiting snapshots of the tenant, as of one instant of the database. */
export async function getDetectionContext(tx: TenantTransaction): Promise<DetectionContext> {
  const row = await tx.get(selectContext);
  return {
    settings: Settings.parse(row.settings ?? {}),
    sources: row.sources,
    cohorts: row.cohorts,
    waiting: row.waiting,
  };
}
