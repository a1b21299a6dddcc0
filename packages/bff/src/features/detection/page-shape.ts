import type { DormantUserSort, SortOrder } from "@dormant-users/shared-types";

/** What the text of a page query depends on; everything else is a parameter. */
export interface PageShape {
  readonly sort: DormantUserSort;
  readonly order: SortOrder;
  /** Starts after a cursor. */
  readonly keyed: boolean;
  /** Some segment holds a condition on the row; without one the index alone answers. */
  readonly holds: boolean;
  readonly filtered: boolean;
  /** Filtered by insight or decision as well. */
  readonly assessed: boolean;
  /** Each segment is of one risk rank. */
  readonly ranked: boolean;
  /** Sorted by return probability: the users who have one, or those who have none. */
  readonly known?: boolean | undefined;
  /** The segments hold few more users than the page needs. */
  readonly narrow: boolean;
  /**
   * Most rows that one segment can contribute, a power of two: written into the text, because a planner that does not
   * know the limit reads and sorts whole segments.
   */
  readonly depth: number;
}

/** What the text of a count depends on. */
export interface CountShape extends Pick<PageShape, "holds" | "filtered" | "assessed" | "ranked"> {
  /** What the users are counted by: each count is of one tier. */
  readonly by: "rank" | "known" | "nothing";
}

/** Values of a page query. Those that the shape leaves out are not sent. */
export interface PageValues {
  /** The segments, one array for each column: cohort, from, to, shift, hold, risk rank. */
  readonly segments: readonly [number[], string[], string[], string[], (string | null)[], (number | null)[]];
  readonly limit: number;
  readonly offset: number;
  readonly instant: string;
  readonly key: string | null;
  readonly id: string | null;
  /** To search for, or null. */
  readonly text: string | null;
  readonly departments: readonly string[] | null;
  readonly riskRanks: readonly number[] | null;
  readonly confidenceMin: number | null;
  readonly decision: string | null;
}

/** The depth for a page; texts stay few. */
export function depthFor(limit: number, offset: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(limit + offset, 64)));
}

export type Optionals = Pick<PageShape, "keyed" | "holds" | "filtered" | "assessed">;
type Optional = Exclude<keyof PageValues, "segments" | "limit" | "offset">;

function optionalsOf(shape: Optionals): Optional[] {
  return [
    ...(shape.holds || shape.assessed ? (["instant"] as const) : []),
    ...(shape.keyed ? (["key", "id"] as const) : []),
    ...(shape.filtered ? (["text", "departments"] as const) : []),
    ...(shape.assessed ? (["riskRanks", "confidenceMin", "decision"] as const) : []),
  ];
}

/** `$n` of an optional value; the ones before it are $1 to `after`. */
export function placeholder(shape: Optionals, name: Optional, after: number): string {
  return `$${after + 1 + optionalsOf(shape).indexOf(name)}`;
}

/** The values in the order of the text's placeholders. */
export function pageParameters(shape: PageShape, values: PageValues): unknown[] {
  return [...values.segments, values.limit, values.offset, ...optionalsOf(shape).map((name) => values[name])];
}

/** The values of a count. */
export function countParameters(shape: CountShape, values: PageValues): unknown[] {
  return [...values.segments, ...optionalsOf({ ...shape, keyed: false }).map((name) => values[name])];
}

/** Name of the prepared statement; one for each text. */
export function pageName(shape: PageShape): string {
  const flags = [
    shape.keyed && "keyed",
    shape.holds && "holds",
    shape.filtered && "filtered",
    shape.assessed && "assessed",
    shape.ranked && "ranked",
    shape.known === true && "known",
    shape.known === false && "unknown",
    shape.narrow && "narrow",
  ].filter(Boolean);
  const depth = isByText(shape.sort) ? [] : [shape.depth];
  return ["detection.list_page", shape.sort, shape.order, ...flags, ...depth].join("_");
}

export const isByText = (sort: DormantUserSort): sort is "email" | "name" => sort === "email" || sort === "name";
