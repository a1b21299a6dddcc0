import type { DormancyState, DormantUserSort, SortOrder } from "@dormant-users/shared-types";
import { defineQuery, type Query, type TenantTransaction } from "../../db/index.ts";
import type { Cursor } from "./cursor.ts";
import type { UserRow } from "./dormant-user-row.ts";
import {
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

const countFiltered = [false, true].map((holds) =>
  defineQuery<PageValues, { users: number }>({
    name: holds ? "detection.count_filtered_holds" : "detection.count_filtered",
    text: (schema) => filteredCountText(schema, holds),
    params: (values) => filteredCountParameters(holds, values),
  }),
) as [Query<PageValues, { users: number }>, Query<PageValues, { users: number }>];

export const isFiltered = (filter: UserFilter): boolean =>
  filter.text !== undefined || filter.departments !== undefined;

export function listPage(tx: TenantTransaction, request: PageRequest): Promise<PageRow[]> {
  const shape: PageShape = {
    sort: request.sort,
    order: request.order,
    keyed: request.after !== undefined,
    holds: request.segments.some((segment) => segment.hold !== null),
    filtered: isFiltered(request.filter),
    narrow: request.narrow ?? false,
    depth: depthFor(request.limit, request.offset),
  };
  return tx.list(pageQuery(shape), valuesOf(request));
}

/** Users in the segments that pass the filter. */
export async function countFilteredUsers(tx: TenantTransaction, request: PageRequest): Promise<number> {
  const holds = request.segments.some((segment) => segment.hold !== null);
  return (await tx.get(countFiltered[holds ? 1 : 0], valuesOf(request))).users;
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
  };
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
