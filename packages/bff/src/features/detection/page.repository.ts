import type { DecisionFilter, DormancyState, DormantUserSort, RiskLevel, SortOrder } from "@dormant-users/shared-types";
import { defineQuery, type Query, type TenantTransaction } from "../../db/index.ts";
import type { Cursor } from "./cursor.ts";
import type { UserRow } from "./dormant-user-row.ts";
import {
  type CountShape,
  depthFor,
  filteredCountParameters,
  filteredCountText,
  type PageShape,
  type PageValues,
  pageName,
  pageParameters,
  pageText,
} from "./page-sql.ts";
import type { Segment } from "./segments.ts";

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
}

const pageQueries = new Map<string, Query<PageValues, PageRow>>();

function pageQuery(shape: PageShape): Query<PageValues, PageRow> {
  const name = pageName(shape);
  const known = pageQueries.get(name);
  if (known !== undefined) return known;
  const query = defineQuery<PageValues, PageRow & { segment: number }, PageRow>({
    name,
    text: (schema) => pageText(schema, shape),
    params: (values) => pageParameters(shape, values),
    // WITH ORDINALITY counts from one
    row: (row) => ({ ...row, segment: row.segment - 1 }),
  });
  pageQueries.set(name, query);
  return query;
}

const countQueries = new Map<string, Query<PageValues, { users: number }>>();

function countQuery(shape: CountShape): Query<PageValues, { users: number }> {
  const flags = [shape.holds && "holds", shape.assessed && "assessed"].filter(Boolean);
  const name = ["detection.count_filtered", ...flags].join("_");
  const known = countQueries.get(name);
  if (known !== undefined) return known;
  const query = defineQuery<PageValues, { users: number }>({
    name,
    text: (schema) => filteredCountText(schema, shape),
    params: (values) => filteredCountParameters(shape, values),
  });
  countQueries.set(name, query);
  return query;
}

const isAssessed = ({ riskLevels, confidenceMin, decision }: UserFilter): boolean =>
  riskLevels !== undefined || confidenceMin !== undefined || decision !== undefined;

export const isFiltered = (filter: UserFilter): boolean =>
  filter.text !== undefined || filter.departments !== undefined || isAssessed(filter);

const hasHolds = (segments: readonly Segment[]): boolean => segments.some((segment) => segment.hold !== null);

export function listPage(tx: TenantTransaction, request: PageRequest): Promise<PageRow[]> {
  const shape: PageShape = {
    sort: request.sort,
    order: request.order,
    keyed: request.after !== undefined,
    holds: hasHolds(request.segments),
    filtered: isFiltered(request.filter),
    assessed: isAssessed(request.filter),
    narrow: request.narrow ?? false,
    depth: depthFor(request.limit, request.offset),
  };
  return tx.list(pageQuery(shape), valuesOf(request));
}

/** Users in the segments that pass the filter. */
export async function countFilteredUsers(tx: TenantTransaction, request: PageRequest): Promise<number> {
  const shape = { holds: hasHolds(request.segments), assessed: isAssessed(request.filter) };
  return (await tx.get(countQuery(shape), valuesOf(request))).users;
}

function valuesOf(request: PageRequest): PageValues {
  const { segments, asOfMs, sort, after, filter } = request;
  // Only ages need aligning; last active is an instant of its own.
  const shift = (segment: Segment): number => (sort === "days_inactive" ? shiftMsOf(segment, asOfMs) : 0);
  return {
    segments: [
      segments.map((segment) => segment.cohort.cohortId),
      segments.map((segment) => sqlInstant(segment.fromMs)),
      segments.map((segment) => sqlInstant(segment.toMs)),
      segments.map((segment) => `${shift(segment)} milliseconds`),
      segments.map((segment) => segment.hold),
    ],
    limit: request.limit,
    offset: request.offset,
    instant: sqlInstant(asOfMs),
    key: after?.key ?? null,
    id: after?.id ?? null,
    pattern: filter.text === undefined ? null : likePattern(filter.text),
    departments: filter.departments ?? null,
    ...assessmentValues(filter),
  };
}

/** The filter's values of insight and decision; null where it leaves them open. */
export function assessmentValues({ riskLevels, confidenceMin, decision }: UserFilter) {
  return { riskLevels: riskLevels ?? null, confidenceMin: confidenceMin ?? null, decision: decision ?? null };
}

/** How much earlier than the instant asked for a segment's users are measured: what aligns their ages with the others'. */
export function shiftMsOf(segment: Segment, asOfMs: number): number {
  return asOfMs - segment.cohort.measuredAtMs;
}

/** A LIKE pattern that finds the text anywhere, taken literally. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
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
