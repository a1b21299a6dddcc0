import { DormancyState, type StateCounts } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import { countsText, heldCountsText } from "./counts-sql.ts";
import type { JudgedCohort, Judgement } from "./judgement.ts";
import { sqlInstant } from "./page.repository.ts";
import type { CountedGroup, CounterRow, Stretch } from "./position.ts";
import type { Segment } from "./segments.ts";

interface Cutoff {
  readonly cohortId: number;
  readonly beforeMs: number;
}

const columns = (cutoffs: readonly Cutoff[]) => [
  cutoffs.map((cutoff) => cutoff.cohortId),
  cutoffs.map((cutoff) => sqlInstant(cutoff.beforeMs)),
];

const countQuiet = defineQuery<readonly Cutoff[], { cohort_id: number; quiet: number; users: number }>({
  name: "detection.count_quiet",
  text: countsText,
  params: columns,
});

const countHeld = defineQuery<
  { cutoffs: readonly Cutoff[]; asOfMs: number },
  { cohort_id: number; hold: Segment["hold"]; quiet: boolean; users: number }
>({
  name: "detection.count_held",
  text: heldCountsText,
  params: ({ cutoffs, asOfMs }) => [...columns(cutoffs), sqlInstant(asOfMs)],
});

/** Users of each cohort whose silence began before an instant. */
export async function countBefore(tx: TenantTransaction, cutoffs: readonly Cutoff[]): Promise<number> {
  const rows = await tx.list(countQuiet, cutoffs);
  return rows.reduce((sum, row) => sum + row.quiet, 0);
}

/** Users in each of the judgement's segments. */
export async function countSegments(
  tx: TenantTransaction,
  judgement: Judgement,
  segments: readonly Segment[],
): Promise<Map<Segment, number>> {
  const cutoffOf = (cohort: JudgedCohort): Cutoff => ({ cohortId: cohort.cohortId, beforeMs: cohort.cutoffMs });
  const rowByRow = new Set(segments.filter((segment) => segment.hold !== null).map((segment) => segment.cohort));
  const counted = judgement.cohorts.filter((cohort) => !rowByRow.has(cohort));
  const quiet = await tx.list(countQuiet, counted.map(cutoffOf));
  const held =
    rowByRow.size === 0
      ? []
      : await tx.list(countHeld, { cutoffs: [...rowByRow].map(cutoffOf), asOfMs: judgement.asOfMs });

  const byCohort = new Map(quiet.map((row) => [row.cohort_id, row]));
  return new Map(
    segments.map((segment) => {
      if (segment.hold !== null) {
        const mine = held.filter((row) => row.cohort_id === segment.cohort.cohortId && row.hold === segment.hold);
        return [segment, mine.filter((row) => covers(segment, row.quiet)).reduce((sum, row) => sum + row.users, 0)];
      }
      const row = byCohort.get(segment.cohort.cohortId) ?? { quiet: 0, users: 0 };
      const before = segment.toMs === Infinity ? row.users : row.quiet;
      return [segment, before - (segment.fromMs === -Infinity ? 0 : row.quiet)];
    }),
  );
}

/** Whether a segment takes the users on this side of the cutoff. */
function covers(segment: Segment, quiet: boolean): boolean {
  return quiet ? segment.fromMs === -Infinity : segment.toMs === Infinity;
}

/** Every state, zeros included. */
export function countsByState(counts: ReadonlyMap<Segment, number>): StateCounts {
  const byState = Object.fromEntries(DormancyState.options.map((state) => [state, 0])) as StateCounts;
  for (const [segment, users] of counts) byState[segment.state] += users;
  return byState;
}

interface StoredCounter {
  readonly group: number;
  readonly start_ms: number;
  readonly users: number;
}

// Infinity reaches JavaScript as a word.
const toCounterRow = (row: StoredCounter): CounterRow => ({ ...row, startMs: Number(row.start_ms) });

/** One row for each cohort: its group, and its group's window. */
function memberColumns(groups: readonly CountedGroup[], windows: readonly Stretch[] = []): unknown[] {
  const members = groups.flatMap((group, index) => group.cohortIds.map((cohortId) => ({ cohortId, index })));
  return [
    members.map((member) => member.cohortId),
    members.map((member) => member.index),
    ...(windows.length === 0
      ? []
      : [
          members.map((member) => sqlInstant(windows[member.index]?.fromMs ?? -Infinity)),
          members.map((member) => sqlInstant(windows[member.index]?.toMs ?? -Infinity)),
        ]),
  ];
}

const selectMonths = defineQuery<readonly CountedGroup[], StoredCounter, CounterRow>({
  name: "detection.list_months",
  text: (schema) => `
SELECT c.group, (extract(epoch FROM m.month) * 1000)::float8 AS start_ms, sum(m.users)::integer AS users
FROM unnest($1::integer[], $2::integer[]) AS c (cohort_id, "group")
JOIN ${schema}.dormancy_monthly AS m USING (cohort_id)
WHERE m.users > 0 GROUP BY c.group, m.month`,
  params: (groups) => memberColumns(groups),
  row: toCounterRow,
});

const selectDays = defineQuery<
  { groups: readonly CountedGroup[]; windows: readonly Stretch[] },
  StoredCounter,
  CounterRow
>({
  name: "detection.list_days",
  text: (schema) => `
SELECT c.group, (extract(epoch FROM d.day) * 1000)::float8 AS start_ms, sum(d.users)::integer AS users
FROM unnest($1::integer[], $2::integer[], $3::timestamptz[], $4::timestamptz[]) AS c (cohort_id, "group", from_at, to_at)
JOIN ${schema}.dormancy_daily AS d ON d.cohort_id = c.cohort_id
  AND d.day >= (c.from_at AT TIME ZONE 'UTC')::date AND d.day < (c.to_at AT TIME ZONE 'UTC')::date
WHERE d.users > 0 GROUP BY c.group, d.day`,
  params: ({ groups, windows }) => memberColumns(groups, windows),
  row: toCounterRow,
});

export const listMonths = (tx: TenantTransaction, groups: readonly CountedGroup[]): Promise<CounterRow[]> =>
  tx.list(selectMonths, groups);

export const listDays = (
  tx: TenantTransaction,
  groups: readonly CountedGroup[],
  windows: readonly Stretch[],
): Promise<CounterRow[]> => tx.list(selectDays, { groups, windows });
