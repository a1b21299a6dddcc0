import type { UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantDatabase, type TenantTransaction } from "../../db/index.ts";
import type { ReturnBucket } from "../../rag/evidence/vocabulary.ts";

/** An enabled user's days of activity, and the bucket its likelihood of return stood in. */
export interface UserDays {
  readonly id: UserId;
  readonly cohortId: number;
  /** Whole days since 1970-01-01 (UTC), ascending, each once. */
  readonly days: readonly number[];
  /** Every activity from some instant on is among `days`; false: only what snapshots happened to show. */
  readonly complete: boolean;
  readonly returnBucket: ReturnBucket | null;
}

/** Of an account whose history is only what snapshots showed, fewer days than these tell nothing about its rhythm. */
const LEAST_OBSERVED_DAYS = 5;

/** Whether enough is known of a user's days to speak of a rhythm. */
export const hasHistory = ({ complete, days }: Pick<UserDays, "complete" | "days">): boolean =>
  days.length > 0 && (complete || days.length >= LEAST_OBSERVED_DAYS);

const PAGE = 5_000;

// By pages: the text of a large tenant's days must not stand in memory twice at once.
const selectDays = defineQuery<UserId | null, UserDays>({
  name: "returns.list_account_days",
  text: (schema) => `
WITH page AS (
  SELECT u.user_id, u.cohort_id, u.history_complete_from FROM ${schema}.user_profiles AS u
  JOIN ${schema}.cohorts AS c USING (cohort_id)
  WHERE c.standing <> 'disabled' AND ($1::uuid IS NULL OR u.user_id > $1::uuid)
  ORDER BY u.user_id LIMIT ${PAGE}),
active AS (
  SELECT p.user_id, array_agg(DISTINCT (extract(epoch FROM i.at)::bigint / 86400)::integer
    ORDER BY (extract(epoch FROM i.at)::bigint / 86400)::integer) AS days
  FROM page AS p JOIN ${schema}.source_accounts AS a USING (user_id)
  JOIN ${schema}.account_activity AS v USING (source_id, external_id) CROSS JOIN LATERAL unnest(v.instants) AS i (at)
  GROUP BY p.user_id)
SELECT p.user_id AS "id", p.cohort_id AS "cohortId", coalesce(a.days, '{}') AS "days",
  p.history_complete_from IS NOT NULL AS "complete", o.return_bucket AS "returnBucket"
FROM page AS p LEFT JOIN active AS a USING (user_id) LEFT JOIN ${schema}.return_outlooks AS o USING (user_id)
ORDER BY p.user_id`,
  params: (after) => [after],
});

/** Every enabled user of the tenant, with days or without. */
export async function listAccountDays(
  database: TenantDatabase,
  tenantId: Parameters<TenantDatabase["withTenant"]>[0],
  signal?: AbortSignal,
): Promise<UserDays[]> {
  const all: UserDays[] = [];
  for (;;) {
    signal?.throwIfAborted();
    const page = await database.withTenant(tenantId, (tx) => tx.list(selectDays, all.at(-1)?.id ?? null), {
      readOnly: true,
      statementTimeoutMs: 0,
    });
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

const selectOwnDays = defineQuery<UserId, Pick<UserDays, "days" | "complete">>({
  name: "returns.list_own_days",
  text: (schema) => `
SELECT array(SELECT DISTINCT (extract(epoch FROM i.at)::bigint / 86400)::integer AS day
    FROM ${schema}.source_accounts AS a JOIN ${schema}.account_activity AS v USING (source_id, external_id)
    CROSS JOIN LATERAL unnest(v.instants) AS i (at) WHERE a.user_id = u.user_id ORDER BY day) AS "days",
  u.history_complete_from IS NOT NULL AS "complete"
FROM ${schema}.user_profiles AS u WHERE u.user_id = $1`,
  params: (userId) => [userId],
});

/** One user's days of activity; undefined for an unknown user. */
export const findOwnDays = (
  tx: TenantTransaction,
  userId: UserId,
): Promise<Pick<UserDays, "days" | "complete"> | undefined> => tx.find(selectOwnDays, userId);
