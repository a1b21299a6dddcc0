import type { DormantUserSort, SortOrder } from "@dormant-users/shared-types";
import { assessmentText } from "./assessment-sql.ts";

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
  /** The segments hold few more users than the page needs. */
  readonly narrow: boolean;
  /**
   * Most rows that one segment can contribute, a power of two: written into the text, because a planner that does not
   * know the limit reads and sorts whole segments.
   */
  readonly depth: number;
}

/** The depth for a page; texts stay few. */
export function depthFor(limit: number, offset: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(limit + offset, 64)));
}

/** Values of a page query. Those that the shape leaves out are not sent. */
export interface PageValues {
  /** The segments, one array for each column: cohort, from, to, shift, hold. */
  readonly segments: readonly [number[], string[], string[], string[], (string | null)[]];
  readonly limit: number;
  readonly offset: number;
  readonly instant: string;
  readonly key: string | null;
  readonly id: string | null;
  /** LIKE pattern over e-mail and name, or null. */
  readonly pattern: string | null;
  readonly departments: readonly string[] | null;
  readonly riskLevels: readonly string[] | null;
  readonly confidenceMin: number | null;
  readonly decision: string | null;
}

/** Columns of a row of the list, from `user_profiles AS u`. */
const ROW_COLUMNS = `u.user_id, u.external_id, u.email, u.name, u.department, u.account_type, u.privileged, u.source_ids,
  u.last_active_at, u.last_active_basis, u.last_active_source, u.account_start_at, u.quiet_since, u.exempt_reason,
  o.return_probability, o.typical_gap_low_days, o.typical_gap_high_days`;

/** Joined to the rows of the page alone. */
const outlookOf = (schema: string, row: string): string =>
  `LEFT JOIN ${schema}.return_outlooks AS o ON o.user_id = ${row}.user_id`;

const SEGMENTS = `unnest($1::integer[], $2::timestamptz[], $3::timestamptz[], $4::interval[], $5::text[]) WITH ORDINALITY
    AS s (cohort_id, from_at, to_at, shift, hold, ord)`;

type Optionals = Pick<PageShape, "keyed" | "holds" | "filtered" | "assessed">;
type Optional = Exclude<keyof PageValues, "segments" | "limit" | "offset">;

/** What the text of a filtered count depends on. */
export type CountShape = Pick<PageShape, "holds" | "assessed">;

function optionalsOf(shape: Optionals): Optional[] {
  return [
    ...(shape.holds || shape.assessed ? (["instant"] as const) : []),
    ...(shape.keyed ? (["key", "id"] as const) : []),
    ...(shape.filtered ? (["pattern", "departments"] as const) : []),
    ...(shape.assessed ? (["riskLevels", "confidenceMin", "decision"] as const) : []),
  ];
}

/** `$n` of an optional value; the ones before it are $1 to `after`. */
function placeholder(shape: Optionals, name: Optional, after: number): string {
  return `$${after + 1 + optionalsOf(shape).indexOf(name)}`;
}

/** The values in the order of the text's placeholders. */
export function pageParameters(shape: PageShape, values: PageValues): unknown[] {
  return [...values.segments, values.limit, values.offset, ...optionalsOf(shape).map((name) => values[name])];
}

/** The values of {@link filteredCountText}. */
export function filteredCountParameters(shape: CountShape, values: PageValues): unknown[] {
  return [...values.segments, ...optionalsOf({ ...shape, keyed: false, filtered: true }).map((name) => values[name])];
}

const FROM = "u.quiet_since >= s.from_at";
const TO = "u.quiet_since < s.to_at";

/** Conditions on a user of a segment; $n of the optional values follow `after`. */
function membership(schema: string, shape: Optionals, after: number, bounds: readonly string[] = [FROM, TO]): string {
  const at = (name: Optional): string => placeholder(shape, name, after);
  const parts = ["u.cohort_id = s.cohort_id", ...bounds];
  if (shape.holds) {
    parts.push(`(s.hold IS NULL OR s.hold = CASE WHEN u.exempt_until > ${at("instant")}::timestamptz THEN 'exempt'
      WHEN u.snoozed_until > ${at("instant")}::timestamptz THEN 'snoozed' ELSE 'none' END)`);
  }
  if (shape.filtered) {
    const pattern = `${at("pattern")}::text`;
    const departments = `${at("departments")}::text[]`;
    parts.push(`(${pattern} IS NULL OR u.email ILIKE ${pattern} OR u.name ILIKE ${pattern})
      AND (${departments} IS NULL OR u.department = ANY (${departments}))`);
  }
  if (shape.assessed) {
    const [riskLevels, confidenceMin, decision] = [at("riskLevels"), at("confidenceMin"), at("decision")];
    parts.push(assessmentText(schema, { riskLevels, confidenceMin, decision, instant: at("instant") }));
  }
  return parts.join("\n      AND ");
}

/** Name of the prepared statement; one for each text. */
export function pageName(shape: PageShape): string {
  const flags = [
    shape.keyed && "keyed",
    shape.holds && "holds",
    shape.filtered && "filtered",
    shape.assessed && "assessed",
    shape.narrow && "narrow",
  ].filter(Boolean);
  const depth = isBySilence(shape.sort) ? [shape.depth] : [];
  return ["detection.list_page", shape.sort, shape.order, ...flags, ...depth].join("_");
}

/**
 * One page: rows with the ordinal of their segment and their sort key.
 *
 * By silence, each segment is one descent of the index (cohort_id, quiet_since, user_id) and gives at most
 * `depth` rows, which are then merged: the cost does not grow with the number of users.
 */
export function pageText(schema: string, shape: PageShape): string {
  return isBySilence(shape.sort) ? bySilence(schema, shape) : byText(schema, shape);
}

const isBySilence = (sort: DormantUserSort): boolean => sort === "days_inactive" || sort === "last_active_at";

function bySilence(schema: string, shape: PageShape): string {
  // Longest inactive first is the oldest quiet_since first.
  const ascending = shape.sort === "days_inactive" ? shape.order === "desc" : shape.order === "asc";
  const direction = ascending ? "ASC" : "DESC";
  const key = `(${placeholder(shape, "key", 7)}::text::timestamptz - s.shift, ${placeholder(shape, "id", 7)}::uuid)`;
  const keyed = shape.keyed ? `AND (u.quiet_since, u.user_id) ${ascending ? ">" : "<"} ${key}` : "";
  // The walk stops at its limit, so the far bound may be tested after it. Inside, two bounds of unknown values look so
  // selective to the planner that it reads and sorts the whole segment (46 ms instead of 1 at 100,000 users).
  const [near, far] = ascending ? [FROM, TO] : [TO, FROM];
  return `
WITH picked AS (
  SELECT s.ord, k.user_id, k.quiet_since + s.shift AS sort_key
  FROM ${SEGMENTS}
  CROSS JOIN LATERAL (
    SELECT u.user_id, u.quiet_since FROM ${schema}.user_profiles AS u
    WHERE ${membership(schema, shape, 7, shape.narrow ? [FROM, TO] : [near])} ${keyed}
    ORDER BY u.quiet_since ${direction}, u.user_id ${direction}
    LIMIT ${shape.depth}) AS k
  WHERE ${far.replace("u.", "k.")}
  ORDER BY sort_key ${direction}, k.user_id ${direction}
  LIMIT $6::bigint OFFSET $7::bigint)
SELECT picked.ord::integer AS segment, picked.sort_key::text AS sort_key, ${ROW_COLUMNS}
FROM picked JOIN ${schema}.user_profiles AS u USING (user_id) ${outlookOf(schema, "picked")}
ORDER BY picked.sort_key ${direction}, picked.user_id ${direction}`;
}

/** A text that sorts ascending as the list's first order does. */
function textKey(schema: string, sort: DormantUserSort): string {
  const quiet = `lpad((extract(epoch FROM greatest(u.quiet_since, '1900-01-01')) + 1e10)::bigint::text, 12, '0')`;
  if (sort === "risk") {
    return `coalesce((SELECT array_position(ARRAY['critical', 'high', 'medium', 'low'], i.risk_level)
      FROM ${schema}.user_insights AS i WHERE i.user_id = u.user_id), 5) || ' ' || ${quiet}`;
  }
  if (sort === "return_probability") {
    return `to_char(coalesce((SELECT o.return_probability FROM ${schema}.return_outlooks AS o
      WHERE o.user_id = u.user_id), 2)::numeric, 'FM0.0000000000')`;
  }
  return `coalesce(lower(u.${sort}), '')`;
}

function byText(schema: string, shape: PageShape): string {
  const ascending = shape.sort === "risk" ? shape.order === "desc" : shape.order === "asc";
  const direction = ascending ? "ASC" : "DESC";
  const sortKey = `(${textKey(schema, shape.sort)}) COLLATE "C"`;
  const key = `(${placeholder(shape, "key", 7)}::text COLLATE "C", ${placeholder(shape, "id", 7)}::uuid)`;
  const keyed = shape.keyed ? `WHERE (${sortKey}, u.user_id) ${ascending ? ">" : "<"} ${key}` : "";
  return `
WITH picked AS (
  SELECT s.ord::integer AS segment, ${sortKey} AS sort_key, u.user_id
  FROM ${SEGMENTS}
  JOIN ${schema}.user_profiles AS u ON ${membership(schema, shape, 7)}
  ${keyed}
  ORDER BY sort_key ${direction}, u.user_id ${direction}
  LIMIT $6::bigint OFFSET $7::bigint)
SELECT picked.segment, picked.sort_key, ${ROW_COLUMNS}
FROM picked JOIN ${schema}.user_profiles AS u USING (user_id) ${outlookOf(schema, "picked")}
ORDER BY picked.sort_key ${direction}, picked.user_id ${direction}`;
}

/** Users in the given segments that pass the filters. */
export function filteredCountText(schema: string, shape: CountShape): string {
  return `
SELECT count(*)::integer AS users FROM ${SEGMENTS}
JOIN ${schema}.user_profiles AS u ON ${membership(schema, { ...shape, keyed: false, filtered: true }, 5)}`;
}

/**
 * Users in the given segments, longest quiet first. $1-$5: the segments; $6: the instant that holds are judged at; $7, where
 * `chosen`: the only users to look at.
 */
export function judgedText(schema: string, chosen: boolean): string {
  return `
SELECT s.ord::integer AS segment, u.user_id, u.quiet_since, u.last_active_basis FROM ${SEGMENTS}
JOIN ${schema}.user_profiles AS u ON ${membership(schema, { keyed: false, holds: true, filtered: false, assessed: false }, 5)}
${chosen ? "WHERE u.user_id = ANY ($7::uuid[])" : ""}
ORDER BY u.quiet_since, u.user_id`;
}
