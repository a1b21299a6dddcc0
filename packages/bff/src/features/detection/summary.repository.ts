import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import type { JudgedCohort } from "./judgement.ts";
import { sqlInstant } from "./page.repository.ts";
import type { Segment } from "./segments.ts";
import { histogramText, licencesText, risksText, secondFactorsText } from "./summary-sql.ts";

/** Users in some segments, as of an instant at which holds and decisions stand or have ended. */
export interface FlaggedUsers {
  readonly segments: readonly Segment[];
  readonly asOfMs: number;
}

function scopeParameters({ segments, asOfMs }: FlaggedUsers, ranks: readonly (number | null)[] = [null]): unknown[] {
  const pieces = segments.flatMap((segment) => ranks.map((rank) => ({ segment, rank })));
  return [
    pieces.map(({ segment }) => segment.cohort.cohortId),
    pieces.map(({ segment }) => sqlInstant(segment.fromMs)),
    pieces.map(({ segment }) => sqlInstant(segment.toMs)),
    pieces.map(() => "0"),
    pieces.map(({ segment }) => segment.hold),
    pieces.map(({ rank }) => rank),
    sqlInstant(asOfMs),
  ];
}

interface HistogramScope {
  readonly cohorts: readonly JudgedCohort[];
  /** Inner bounds of the bins in days, ascending. */
  readonly edges: readonly number[];
  readonly asOfMs: number;
}

export interface HistogramRow {
  /** Number of inner edges at or below the user's days inactive. */
  readonly bin: number;
  /** The longest threshold, in whole days up to 365, that flags these users. */
  readonly flagged_to: number;
  readonly ever_active: boolean;
  readonly risk_rank: number;
  readonly users: number;
}

const selectHistogram = defineQuery<HistogramScope, HistogramRow>({
  name: "detection.list_histogram",
  text: histogramText,
  params: ({ cohorts, edges, asOfMs }) => [
    cohorts.map((cohort) => cohort.cohortId),
    cohorts.map((cohort) => sqlInstant(cohort.measuredAtMs)),
    edges,
    sqlInstant(asOfMs),
  ],
});

/** Users whose state silence decides, by how long they are quiet. Reads them all. */
export const listHistogram = (tx: TenantTransaction, scope: HistogramScope): Promise<HistogramRow[]> =>
  tx.list(selectHistogram, scope);

export interface RiskRow {
  readonly risk_rank: number;
  readonly users: number;
  /** Without a standing decision. */
  readonly open: number;
  readonly open_privileged: number;
  /** With a return probability. */
  readonly known: number;
  /** With one below the limit asked for. */
  readonly gone: number;
}

const selectRisks = defineQuery<FlaggedUsers & { readonly goneBelow: number }, RiskRow>({
  name: "detection.count_risks",
  text: risksText,
  params: (input) => [...scopeParameters(input), input.goneBelow],
});

export const countRisks = (tx: TenantTransaction, flagged: FlaggedUsers, goneBelow: number): Promise<RiskRow[]> =>
  tx.list(selectRisks, { ...flagged, goneBelow });

interface RankedUsers extends FlaggedUsers {
  readonly ranks: readonly number[];
}

const selectSecondFactors = defineQuery<RankedUsers, { known: number; missing: number }>({
  name: "detection.count_second_factors",
  text: secondFactorsText,
  params: (input) => scopeParameters(input, input.ranks),
});

/** Undecided users of these risk ranks: how many are known to have or lack a second factor, and how many lack it. */
export const countSecondFactors = (
  tx: TenantTransaction,
  users: RankedUsers,
): Promise<{ known: number; missing: number }> => tx.get(selectSecondFactors, users);

const selectLicences = defineQuery<FlaggedUsers, { product: string | null; seats: number }>({
  name: "detection.list_licences",
  text: licencesText,
  params: (input) => scopeParameters(input),
});

/** Licences the users hold, by product; undefined where no source tells of licences. */
export async function findLicences(
  tx: TenantTransaction,
  flagged: FlaggedUsers,
): Promise<{ product: string; seats: number }[] | undefined> {
  const rows = await tx.list(selectLicences, flagged);
  if (rows.length === 0) return undefined;
  return rows.flatMap(({ product, seats }) => (product === null ? [] : [{ product, seats }]));
}
