import type { DecisionFilter, DormancyState, DormantUserSort, RiskLevel, SortOrder } from "@dormant-users/shared-types";
import { defineQuery, type Query, type TenantTransaction } from "../../db/index.ts";
import type { Cursor } from "./cursor.ts";
import type { UserRow } from "./dormant-user-row.ts";
import {
  type CountShape,
  countParameters,
  depthFor,
  isByText,
  type PageShape,
  type PageValues,
  pageName,
  pageParameters,
} from "./page-shape.ts";
import { countText, pageText } from "./page-sql.ts";
import { rankOf } from "./risk-rank.ts";
import type { Segment } from "./segments.ts";
import { KNOWN, tiersOf } from "./tiers.ts";

/** A page of users in the given segments. */
export interface PageRequest {
  readonly segments: readonly Segment[];
  readonly asOfMs: number;
  readonly sort: DormantUserSort;
  readonly order: SortOrder;
  readonly limit: number;
  readonly offset: number;
  readonly after: Cursor | undefined;
  readonly filter: UserFilter;
  /** The segments were cut to few more users than the page needs. */
  readonly narrow?: boolean;
}

/** Narrowing that no counter knows. */
export interface UserFilter {
  /** Part of the e-mail address or name, in any case. */
  readonly text?: string | undefined;
  readonly departments?: readonly string[] | undefined;
  readonly riskLevels?: readonly RiskLevel[] | undefined;
  /** 0 to 1. */
  readonly confidenceMin?: number | undefined;
  readonly decision?: DecisionFilter | undefined;
}

export interface PageRow extends UserRow {
  /** Index into the request's segments. */
  readonly segment: number;
  /** Text of the sort key, for a cursor. */
  readonly sort_key: string;
  /** The part of the order the row is in, where the order has parts. */
  readonly tier: number | undefined;
}

type StoredRow = Omit<PageRow, "tier">;

const pageQueries = new Map<string, Query<PageValues, StoredRow>>();

function pageQuery(shape: PageShape): Query<PageValues, StoredRow> {
  const name = pageName(shape);
  const known = pageQueries.get(name);
  if (known !== undefined) return known;
  const query = defineQuery<PageValues, StoredRow>({
    name,
    text: (schema) => pageText(schema, shape),
    params: (values) => pageParameters(shape, values),
  });
  pageQueries.set(name, query);
  return query;
}

interface TierCount {
  readonly tier: number;
  readonly users: number;
}

const countQueries = new Map<string, Query<PageValues, TierCount>>();

function countQuery(shape: CountShape): Query<PageValues, TierCount> {
  const { by, holds, filtered, assessed, ranked } = shape;
  const flags = [holds && "holds", filtered && "filtered", assessed && "assessed", ranked && "ranked"].filter(Boolean);
  const name = ["detection.count_users_by", by, ...flags].join("_");
  const known = countQueries.get(name);
  if (known !== undefined) return known;
  const query = defineQuery<PageValues, TierCount>({
    name,
    text: (schema) => countText(schema, shape),
    params: (values) => countParameters(shape, values),
  });
  countQueries.set(name, query);
  return query;
}

const isAssessed = ({ riskLevels, confidenceMin, decision }: UserFilter): boolean =>
  riskLevels !== undefined || confidenceMin !== undefined || decision !== undefined;

export const isFiltered = (filter: UserFilter): boolean =>
  filter.text !== undefined || filter.departments !== undefined || isAssessed(filter);

const hasHolds = (segments: readonly Segment[]): boolean => segments.some((segment) => segment.hold !== null);

const shapeOf = ({ segments, filter }: PageRequest) => ({
  holds: hasHolds(segments),
  filtered: isFiltered(filter),
  assessed: isAssessed(filter),
});

/** A part of a segment that one descent of an index answers: all of it, or its users of one risk rank. */
interface Piece {
  /** Index into the request's segments. */
  readonly segment: number;
  readonly rank: number | null;
}

function piecesOf(segments: readonly Segment[], ranks: readonly number[] | undefined): Piece[] {
  return segments.flatMap((_, segment) => (ranks ?? [null]).map((rank) => ({ segment, rank })));
}

/** The rows of a page; the parts of an order one after another, as far as the page reaches. */
export async function listPage(tx: TenantTransaction, request: PageRequest): Promise<PageRow[]> {
  const tiers = tiersOf(request);
  if (tiers === undefined) return listTier(tx, request, undefined);
  const counts = request.offset > 0 ? await countTiers(tx, request) : undefined;
  const rows: PageRow[] = [];
  let { offset } = request;
  for (const tier of tiers.slice(Math.max(0, tiers.indexOf(request.after?.tier ?? Number.NaN)))) {
    const users = counts === undefined ? Infinity : (counts.get(tier) ?? 0);
    if (offset >= users) {
      offset -= users;
      continue;
    }
    const after = request.after?.tier === tier ? request.after : undefined;
    rows.push(...(await listTier(tx, { ...request, limit: request.limit - rows.length, offset, after }, tier)));
    offset = 0;
    if (rows.length >= request.limit) break;
  }
  return rows;
}

async function listTier(tx: TenantTransaction, request: PageRequest, tier: number | undefined): Promise<PageRow[]> {
  const { sort, order, filter } = request;
  const ranks = sort === "risk" && tier !== undefined ? [tier] : filter.riskLevels?.map(rankOf);
  const ranked = ranks !== undefined && !isByText(sort) && sort !== "return_probability";
  const pieces = piecesOf(request.segments, ranked ? [...new Set(ranks)] : undefined);
  const shape: PageShape = {
    ...shapeOf(request),
    sort,
    order,
    ranked,
    keyed: request.after !== undefined,
    known: sort === "return_probability" ? tier === KNOWN : undefined,
    narrow: request.narrow ?? false,
    depth: depthFor(request.limit, request.offset),
  };
  const rows = await tx.list(pageQuery(shape), valuesOf(request, pieces));
  return rows.map((row) => {
    // WITH ORDINALITY counts from one
    const piece = pieces[row.segment - 1];
    if (piece === undefined) throw new Error("a listed row belongs to none of the segments asked for");
    return { ...row, segment: piece.segment, tier };
  });
}

/** Users of each part of the order that pass the filter. */
async function countTiers(tx: TenantTransaction, request: PageRequest): Promise<ReadonlyMap<number, number>> {
  const tiers = request.sort === "risk" ? tiersOf(request) : undefined;
  const ranks = tiers ?? request.filter.riskLevels?.map(rankOf);
  const pieces = piecesOf(request.segments, ranks === undefined ? undefined : [...new Set(ranks)]);
  const by = request.sort === "risk" ? "rank" : request.sort === "return_probability" ? "known" : "nothing";
  const shape: CountShape = { ...shapeOf(request), ranked: ranks !== undefined, by };
  const rows = await tx.list(countQuery(shape), valuesOf(request, pieces));
  return new Map(rows.map(({ tier, users }) => [tier, users]));
}

/** Users in the segments that pass the filter. */
export async function countFilteredUsers(tx: TenantTransaction, request: PageRequest): Promise<number> {
  const counts = await countTiers(tx, { ...request, sort: "days_inactive" });
  return [...counts.values()].reduce((sum, users) => sum + users, 0);
}

function valuesOf(request: PageRequest, pieces: readonly Piece[]): PageValues {
  const { segments, asOfMs, sort, after, filter } = request;
  // Only ages need aligning; last active is an instant of its own.
  const aligned = sort === "days_inactive" || sort === "risk";
  const shift = (segment: Segment): number => (aligned ? shiftMsOf(segment, asOfMs) : 0);
  const whole = pieces.map((piece) => ({ ...piece, segment: segments[piece.segment] as Segment }));
  return {
    segments: [
      whole.map(({ segment }) => segment.cohort.cohortId),
      whole.map(({ segment }) => sqlInstant(segment.fromMs)),
      whole.map(({ segment }) => sqlInstant(segment.toMs)),
      whole.map(({ segment }) => `${shift(segment)} milliseconds`),
      whole.map(({ segment }) => segment.hold),
      whole.map(({ rank }) => rank),
    ],
    limit: request.limit,
    offset: request.offset,
    instant: sqlInstant(asOfMs),
    key: after?.key ?? null,
    id: after?.id ?? null,
    text: filter.text ?? null,
    departments: filter.departments ?? null,
    ...assessmentValues(filter),
  };
}

/** The filter's values of insight and decision; null where it leaves them open. */
export function assessmentValues({ riskLevels, confidenceMin, decision }: UserFilter) {
  return {
    riskRanks: riskLevels?.map(rankOf) ?? null,
    confidenceMin: confidenceMin ?? null,
    decision: decision ?? null,
  };
}

/** How much earlier than the instant asked for a segment's users are measured: what aligns their ages with the others'. */
export function shiftMsOf(segment: Segment, asOfMs: number): number {
  return asOfMs - segment.cohort.measuredAtMs;
}

/** An instant as PostgreSQL reads it; infinities included. */
export function sqlInstant(ms: number): string {
  if (ms === Infinity) return "infinity";
  if (ms === -Infinity) return "-infinity";
  return new Date(ms).toISOString();
}

/** Keeps the segments of the wanted states. */
export function inStates(segments: readonly Segment[], states: ReadonlySet<DormancyState>): Segment[] {
  return segments.filter((segment) => states.has(segment.state));
}
