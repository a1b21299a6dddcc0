import { assessmentText } from "./assessment-sql.ts";
import { type CountShape, isByText, type Optionals, type PageShape, placeholder } from "./page-shape.ts";
import { searchText } from "./search-sql.ts";

/** Columns of a row of the list, from `user_profiles AS u`. */
const ROW_COLUMNS = `u.user_id, u.external_id, u.email, u.name, u.department, u.account_type, u.privileged, u.source_ids,
  u.last_active_at, u.last_active_basis, u.last_active_source, u.account_start_at, u.quiet_since, u.exempt_reason,
  o.return_probability, o.typical_gap_low_days, o.typical_gap_high_days`;

/** Joined to the rows of the page alone. */
const outlookOf = (schema: string, row: string): string =>
  `LEFT JOIN ${schema}.return_outlooks AS o ON o.user_id = ${row}.user_id`;

/** $1-$6, as {@link PageValues} has them. */
export const SEGMENTS = `unnest($1::integer[], $2::timestamptz[], $3::timestamptz[], $4::interval[], $5::text[], $6::smallint[])
    WITH ORDINALITY AS s (cohort_id, from_at, to_at, shift, hold, rank, ord)`;

const FROM = "u.quiet_since >= s.from_at";
const TO = "u.quiet_since < s.to_at";

/** Conditions on `user_profiles AS u` of a segment; $n of the optional values follow `after`. */
export function membership(
  schema: string,
  shape: Optionals & { readonly ranked?: boolean },
  after: number,
  bounds: readonly string[] = [FROM, TO],
): string {
  const at = (name: Parameters<typeof placeholder>[1]): string => placeholder(shape, name, after);
  const parts = ["u.cohort_id = s.cohort_id", ...(shape.ranked ? ["u.risk_rank = s.rank"] : []), ...bounds];
  if (shape.holds) {
    parts.push(`(s.hold IS NULL OR s.hold = CASE WHEN u.exempt_until > ${at("instant")}::timestamptz THEN 'exempt'
      WHEN u.snoozed_until > ${at("instant")}::timestamptz THEN 'snoozed' ELSE 'none' END)`);
  }
  if (shape.filtered) {
    const departments = `${at("departments")}::text[]`;
    parts.push(`${searchText(schema, `${at("text")}::text`)}
      AND (${departments} IS NULL OR u.department = ANY (${departments}))`);
  }
  if (shape.assessed) {
    const [riskRanks, confidenceMin, decision] = [at("riskRanks"), at("confidenceMin"), at("decision")];
    parts.push(assessmentText(schema, { riskRanks, confidenceMin, decision, instant: at("instant") }));
  }
  return parts.join("\n      AND ");
}

/**
 * One page: rows with the ordinal of their segment and their sort key.
 *
 * Each segment is one descent of an index and gives at most `depth` rows, which are then merged: the cost does not grow
 * with the number of users. By text alone the segments are read whole.
 */
export function pageText(schema: string, shape: PageShape): string {
  if (isByText(shape.sort)) return byText(schema, shape, shape.sort);
  return shape.sort === "return_probability" ? byReturn(schema, shape) : bySilence(schema, shape);
}

/** By the index (cohort_id, quiet_since, user_id); of one risk rank by (cohort_id, risk_rank, quiet_since, user_id). */
function bySilence(schema: string, shape: PageShape): string {
  // Longest inactive first is the oldest quiet_since first.
  const ascending = shape.sort === "last_active_at" ? shape.order === "asc" : shape.order === "desc";
  const direction = ascending ? "ASC" : "DESC";
  const key = `(${placeholder(shape, "key", 8)}::text::timestamptz - s.shift, ${placeholder(shape, "id", 8)}::uuid)`;
  const keyed = shape.keyed ? `AND (u.quiet_since, u.user_id) ${ascending ? ">" : "<"} ${key}` : "";
  // The walk stops at its limit, so the far bound may be tested after it. Inside, two bounds of unknown values look so
  // selective to the planner that it reads and sorts the whole segment (46 ms instead of 1 at 100,000 users).
  const [near, far] = ascending ? [FROM, TO] : [TO, FROM];
  return withRows(
    schema,
    `
  SELECT s.ord, k.user_id, k.quiet_since + s.shift AS sort_key
  FROM ${SEGMENTS}
  CROSS JOIN LATERAL (
    SELECT u.user_id, u.quiet_since FROM ${schema}.user_profiles AS u
    WHERE ${membership(schema, shape, 8, shape.narrow ? [FROM, TO] : [near])} ${keyed}
    ORDER BY u.quiet_since ${direction}, u.user_id ${direction}
    LIMIT ${shape.depth}) AS k
  WHERE ${far.replace("u.", "k.")}`,
    direction,
  );
}

/** By the index (cohort_id, return_sort, user_id), of which 2 stands for no probability. */
function byReturn(schema: string, shape: PageShape): string {
  const direction = shape.order === "asc" ? "ASC" : "DESC";
  const key = `(${placeholder(shape, "key", 8)}::text::real, ${placeholder(shape, "id", 8)}::uuid)`;
  const keyed = shape.keyed ? `AND (u.return_sort, u.user_id) ${shape.order === "asc" ? ">" : "<"} ${key}` : "";
  // An expression keeps the planner from reading the segment by its bounds and sorting it whole.
  const bounds = [FROM, TO].map((bound) => bound.replace("u.quiet_since", "u.quiet_since + interval '0'"));
  return withRows(
    schema,
    `
  SELECT s.ord, k.user_id, k.return_sort AS sort_key
  FROM ${SEGMENTS}
  CROSS JOIN LATERAL (
    SELECT u.user_id, u.return_sort FROM ${schema}.user_profiles AS u
    WHERE u.return_sort ${shape.known === true ? "<" : "="} 2
      AND ${membership(schema, shape, 8, bounds)} ${keyed}
    ORDER BY u.return_sort ${direction}, u.user_id ${direction}
    LIMIT ${shape.depth}) AS k`,
    direction,
  );
}

function byText(schema: string, shape: PageShape, column: "email" | "name"): string {
  const sortKey = `coalesce(lower(u.${column}), '') COLLATE "C"`;
  const key = `(${placeholder(shape, "key", 8)}::text COLLATE "C", ${placeholder(shape, "id", 8)}::uuid)`;
  const keyed = shape.keyed ? `WHERE (${sortKey}, u.user_id) ${shape.order === "asc" ? ">" : "<"} ${key}` : "";
  return withRows(
    schema,
    `
  SELECT s.ord, u.user_id, ${sortKey} AS sort_key
  FROM ${SEGMENTS}
  JOIN ${schema}.user_profiles AS u ON ${membership(schema, shape, 8)}
  ${keyed}`,
    shape.order === "asc" ? "ASC" : "DESC",
  );
}

/** The page's part of what was picked, joined with its rows. `picks` names `ord`, `user_id` and `sort_key`. */
function withRows(schema: string, picks: string, direction: "ASC" | "DESC"): string {
  return `
WITH picked AS (${picks}
  ORDER BY sort_key ${direction}, user_id ${direction}
  LIMIT $7::bigint OFFSET $8::bigint)
SELECT picked.ord::integer AS segment, picked.sort_key::text AS sort_key, ${ROW_COLUMNS}
FROM picked JOIN ${schema}.user_profiles AS u USING (user_id) ${outlookOf(schema, "picked")}
ORDER BY picked.sort_key ${direction}, picked.user_id ${direction}`;
}

const TIER = { rank: "u.risk_rank", known: "(u.return_sort < 2)::integer", nothing: "0" };

/** Users in the given segments that pass the filters, by tier. */
export function countText(schema: string, shape: CountShape): string {
  return `
SELECT ${TIER[shape.by]} AS tier, count(*)::integer AS users
FROM ${SEGMENTS}
JOIN ${schema}.user_profiles AS u ON ${membership(schema, { ...shape, keyed: false }, 6)}
GROUP BY 1`;
}

/**
 * Users in the given segments, longest quiet first. $1-$6: the segments; $7: the instant that holds are judged at; $8, where
 * `chosen`: the only users to look at.
 */
export function judgedText(schema: string, chosen: boolean): string {
  return `
SELECT s.ord::integer AS segment, u.user_id, u.quiet_since, u.last_active_basis FROM ${SEGMENTS}
JOIN ${schema}.user_profiles AS u ON ${membership(schema, { keyed: false, holds: true, filtered: false, assessed: false }, 6)}
${chosen ? "WHERE u.user_id = ANY ($8::uuid[])" : ""}
ORDER BY u.quiet_since, u.user_id`;
}
