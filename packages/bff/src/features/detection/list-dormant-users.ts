import {
  type DormancyState,
  DormancyState as DormancyStates,
  type DormantUserSort,
  type DormantUsersPage,
  LISTED_BY_DEFAULT,
  type SortOrder,
  STATE_OF_REASON,
  type StateCounts,
} from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { withAssessments } from "./assessments.repository.ts";
import { getDetectionContext } from "./context.repository.ts";
import { countSegments, countsByState } from "./counts.repository.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { toDormantUser } from "./dormant-user-row.ts";
import { freshnessOf } from "./freshness.ts";
import { countHistory, listHistoryPage } from "./history.repository.ts";
import { type DetectionContext, type DormancyRequest, type Judgement, judge } from "./judgement.ts";
import { jumpAhead } from "./jump-ahead.ts";
import {
  countFilteredUsers,
  inStates,
  isFiltered,
  listPage,
  type PageRequest,
  type UserFilter,
} from "./page.repository.ts";
import { reasonsOf, segmentsOf } from "./segments.ts";

/** What a caller wants listed; every member has a default. */
export interface ListRequest extends DormancyRequest {
  readonly states?: readonly (DormancyState | "all")[] | undefined;
  readonly filter?: UserFilter;
  readonly sort?: DormantUserSort | undefined;
  readonly order?: SortOrder | undefined;
  readonly skip?: number | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

const DEFAULT_LIMIT = 50;

/**
 * The users in the wanted states, and the counts of all states, exact at any threshold and instant.
 *
 * @throws {DomainError} `invalid_request` when the cursor is not one of ours or belongs to another sort
 */
export async function listDormantUsers(
  tx: TenantTransaction,
  request: ListRequest,
  nowMs: number,
): Promise<DormantUsersPage> {
  const context = await getDetectionContext(tx);
  const judgement = judge(context, request);
  const skip = request.skip ?? 0;
  const limit = request.limit ?? DEFAULT_LIMIT;
  const freshness = freshnessOf(judgement, request.inactiveDays ?? context.settings.inactive_days, nowMs);
  const empty = { ...freshness, skip, limit, items: [], total: 0, next_cursor: null, counts: countsByState(new Map()) };
  if (judgement === null) return empty;

  const sort = request.sort ?? "days_inactive";
  const order = request.order ?? (sort === "days_inactive" || sort === "risk" ? "desc" : "asc");
  const after = request.cursor === undefined ? undefined : decodeCursor(request.cursor, sort, order);
  if (request.cursor !== undefined && after === undefined) {
    throw new DomainError("invalid_request", "The cursor belongs to another list or sort; start again without it.");
  }
  // One row more than asked for tells whether there is a next page.
  const page = { context, judgement, sort, order, skip, limit: limit + 1, after, filter: request.filter ?? {} };
  const states = statesOf(request.states);
  const result = judgement.historical ? await historicalPage(tx, page, states) : await presentPage(tx, page, states);
  const last = result.keys.length > limit ? result.keys[limit - 1] : undefined;
  return {
    ...empty,
    ...result.answer,
    items: await withAssessments(tx, result.answer.items.slice(0, limit)),
    next_cursor: last === undefined ? null : encodeCursor({ sort, order, ...last }),
  };
}

interface PageInput {
  readonly context: DetectionContext;
  readonly judgement: Judgement;
  readonly sort: DormantUserSort;
  readonly order: SortOrder;
  readonly skip: number;
  readonly limit: number;
  readonly after: ReturnType<typeof decodeCursor>;
  readonly filter: UserFilter;
}

interface PageResult {
  readonly answer: Pick<DormantUsersPage, "items" | "total" | "counts">;
  readonly keys: readonly { key: string; id: string; tier: number | undefined }[];
}

async function presentPage(
  tx: TenantTransaction,
  input: PageInput,
  states: ReadonlySet<DormancyState>,
): Promise<PageResult> {
  const { context, judgement, skip, limit } = input;
  const all = segmentsOf(judgement);
  const counts = await countSegments(tx, judgement, all);
  // Cohorts that everybody has left stay known; none of them is worth a descent of the index.
  const wanted = inStates(all, states).filter((segment) => (counts.get(segment) ?? 0) > 0);
  const request: PageRequest = { ...input, segments: wanted, asOfMs: judgement.asOfMs, limit, offset: skip };
  const total = isFiltered(input.filter)
    ? await countFilteredUsers(tx, request)
    : wanted.reduce((sum, segment) => sum + (counts.get(segment) ?? 0), 0);
  const rows = skip >= total ? [] : await listPage(tx, await jumpAhead(tx, request));
  const items = rows.map((row) => {
    const segment = wanted[row.segment];
    const reason = segment?.reason ?? row.exempt_reason;
    if (segment === undefined || reason === null)
      throw new Error("a listed row belongs to none of the segments asked for");
    return toDormantUser(row, { state: segment.state, reason, measuredAtMs: segment.cohort.measuredAtMs }, context);
  });
  return {
    answer: { items, total, counts: countsByState(counts) },
    keys: rows.map((row) => ({ key: row.sort_key, id: row.user_id, tier: row.tier })),
  };
}

async function historicalPage(
  tx: TenantTransaction,
  input: PageInput,
  states: ReadonlySet<DormancyState>,
): Promise<PageResult> {
  const { context, judgement, filter } = input;
  const reasons = reasonsOf([...states]);
  const byReason = await countHistory(tx, { judgement });
  const selected = isFiltered(filter) ? await countHistory(tx, { judgement, filter }) : byReason;
  const rows = await listHistoryPage(tx, { ...input, reasons, offset: input.skip });
  const measuredAt = new Map(judgement.cohorts.map((cohort) => [cohort.cohortId, cohort.measuredAtMs]));
  const counts: StateCounts = countsByState(new Map());
  for (const row of byReason) counts[STATE_OF_REASON[row.reason]] += row.users;
  return {
    answer: {
      items: rows.map((row) => {
        const measuredAtMs = measuredAt.get(row.cohort_id) ?? judgement.asOfMs;
        return toDormantUser(row, { state: STATE_OF_REASON[row.reason], reason: row.reason, measuredAtMs }, context);
      }),
      total: selected.filter((row) => reasons.includes(row.reason)).reduce((sum, row) => sum + row.users, 0),
      counts,
    },
    keys: rows.map((row) => ({ key: row.sort_key, id: row.user_id, tier: row.tier })),
  };
}

function statesOf(asked: ListRequest["states"]): ReadonlySet<DormancyState> {
  if (asked === undefined) return new Set(LISTED_BY_DEFAULT);
  if (asked.includes("all")) return new Set(DormancyStates.options);
  return new Set(asked.filter((state): state is DormancyState => state !== "all"));
}
