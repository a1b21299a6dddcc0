import type { DormancyReason, DormantUserSort, SortOrder, UserId } from "@dormant-users/shared-types";
import { defineQuery, type Query, type TenantTransaction } from "../../db/index.ts";
import type { Cursor } from "./cursor.ts";
import type { UserRow } from "./dormant-user-row.ts";
import { historyCte } from "./history-sql.ts";
import type { Judgement } from "./judgement.ts";
import { assessmentValues, sqlInstant, type UserFilter } from "./page.repository.ts";

/** A user as of the judgement's instant, with the reason for its state then. */
export interface HistoryRow extends UserRow {
  readonly reason: DormancyReason;
  readonly cohort_id: number;
  readonly sort_key: string;
  readonly tier: number;
}

interface HistoryScope {
  readonly judgement: Judgement;
  readonly userId?: UserId | undefined;
  readonly filter?: UserFilter;
}

interface HistoryPageRequest extends HistoryScope {
  readonly reasons: readonly DormancyReason[];
  readonly sort: DormantUserSort;
  readonly order: SortOrder;
  readonly limit: number;
  readonly offset: number;
  readonly after: Cursor | undefined;
}

const COLUMNS = `cohort_id, user_id, external_id, email, name, department, account_type, privileged, source_ids,
  last_active_at, last_active_basis, last_active_source, account_start_at, quiet_since, exempt_reason, reason`;

interface SortKey {
  readonly expression: string;
  readonly cast: string;
  /** Parts of the order that follow one another whole, the greatest first; see {@link tiersOf}. */
  readonly tier?: string;
}

const SORT_KEY: Record<DormantUserSort, SortKey> = {
  days_inactive: { expression: "aligned_since", cast: "::timestamptz" },
  last_active_at: { expression: "quiet_since", cast: "::timestamptz" },
  email: { expression: `coalesce(lower(email), '') COLLATE "C"`, cast: ` COLLATE "C"` },
  name: { expression: `coalesce(lower(name), '') COLLATE "C"`, cast: ` COLLATE "C"` },
  risk: { expression: "aligned_since", cast: "::timestamptz", tier: "risk_rank" },
  return_probability: { expression: "return_sort", cast: "::real", tier: "(return_sort < 2)::integer" },
};

function scopeParameters({ judgement, userId, filter = {} }: HistoryScope): unknown[] {
  const { cohorts } = judgement;
  return [
    sqlInstant(judgement.asOfMs),
    cohorts.map((cohort) => cohort.cohortId),
    cohorts.map((cohort) => cohort.fixedReason),
    cohorts.map((cohort) => cohort.standing),
    cohorts.map((cohort) => cohort.standingReason),
    cohorts.map((cohort) => sqlInstant(cohort.cutoffMs)),
    cohorts.map((cohort) => sqlInstant(cohort.measuredAtMs)),
    userId ?? null,
    filter.text ?? null,
    filter.departments ?? null,
    ...Object.values(assessmentValues(filter)),
  ];
}

const pageQueries = new Map<string, Query<HistoryPageRequest, HistoryRow>>();

function pageQuery(sort: DormantUserSort, order: SortOrder): Query<HistoryPageRequest, HistoryRow> {
  const name = `detection.history_page_${sort}_${order}`;
  const known = pageQueries.get(name);
  if (known !== undefined) return known;
  const { expression, cast, tier = "0" } = SORT_KEY[sort];
  // Longest inactive first is the oldest aligned_since first.
  const ascending = sort === "days_inactive" || sort === "risk" ? order === "desc" : order === "asc";
  const direction = ascending ? "ASC" : "DESC";
  // Users without an insight come last in both orders.
  const place = sort === "risk" && order === "asc" ? "(CASE risk_rank WHEN 0 THEN 0 ELSE 5 - risk_rank END)" : tier;
  const query = defineQuery<HistoryPageRequest, HistoryRow>({
    name,
    text: (schema) => `
WITH ${historyCte(schema)}
SELECT ${COLUMNS}, (${expression})::text AS sort_key, (${place})::integer AS tier FROM judged
WHERE reason = ANY ($14::text[])
  AND ($17::text IS NULL OR ${place} < $19::integer
    OR (${place} = $19::integer AND (${expression}, user_id) ${ascending ? ">" : "<"} ($17::text${cast}, $18::uuid)))
ORDER BY tier DESC, ${expression} ${direction}, user_id ${direction}
LIMIT $15::bigint OFFSET $16::bigint`,
    params: (request) => [
      ...scopeParameters(request),
      request.reasons,
      request.limit,
      request.offset,
      request.after?.key ?? null,
      request.after?.id ?? null,
      request.after?.tier ?? 0,
    ],
  });
  pageQueries.set(name, query);
  return query;
}

/** A page of users as of an earlier instant. Reads every user of the selected cohorts. */
export const listHistoryPage = (tx: TenantTransaction, request: HistoryPageRequest): Promise<HistoryRow[]> =>
  tx.list(pageQuery(request.sort, request.order), request);

const selectUser = defineQuery<HistoryScope, HistoryRow>({
  name: "detection.find_user_history",
  text: (schema) => `WITH ${historyCte(schema)} SELECT ${COLUMNS}, '' AS sort_key, 0 AS tier FROM judged`,
  params: scopeParameters,
});

/** One user as of the judgement's instant; undefined where there is none in the selected cohorts. */
export const findHistoryRow = (
  tx: TenantTransaction,
  judgement: Judgement,
  userId: UserId,
): Promise<HistoryRow | undefined> => tx.find(selectUser, { judgement, userId });

const countReasons = defineQuery<HistoryScope, { reason: DormancyReason; users: number }>({
  name: "detection.count_history",
  text: (schema) => `WITH ${historyCte(schema)} SELECT reason, count(*)::integer AS users FROM judged GROUP BY reason`,
  params: scopeParameters,
});

/** Users by reason as of the judgement's instant. */
export const countHistory = (
  tx: TenantTransaction,
  scope: HistoryScope,
): Promise<{ reason: DormancyReason; users: number }[]> => tx.list(countReasons, scope);
