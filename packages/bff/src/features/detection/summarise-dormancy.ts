import type { DormancyHistogramBin, DormancySummary } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { countAccountsBySource } from "./accounts.repository.ts";
import { countAgreement, countRiskLevels } from "./assessments.repository.ts";
import { getDetectionContext } from "./context.repository.ts";
import { countSegments, countsByState, listHistogram } from "./counts.repository.ts";
import { freshnessOf } from "./freshness.ts";
import { type DormancyRequest, judge } from "./judgement.ts";
import { findThresholdSuggestion } from "./outlooks.repository.ts";
import { segmentsOf } from "./segments.ts";

/** Inner edges of the histogram, in days: weeks at first, then months, then years. */
const EDGES = [7, 14, 21, 30, 45, 60, 75, 90, 120, 150, 180, 240, 300, 365, 545, 730, 1095];

const NOT_YET = {
  flagged_by_days: [],
  critical_high_open: null,
  likely_gone: null,
  licences: null,
  trend: [],
  change: null,
  spend: null,
  last_run: null,
  active_run: null,
};

/** Counts by state, the histogram behind the threshold, and how fresh each source is; of the tenant's data as of. */
export async function summariseDormancy(
  tx: TenantTransaction,
  request: Omit<DormancyRequest, "asOf">,
  nowMs: number,
): Promise<DormancySummary> {
  const context = await getDetectionContext(tx);
  const judgement = judge(context, request);
  const freshness = freshnessOf(judgement, request.inactiveDays ?? context.settings.inactive_days, nowMs);
  const assessed = { risk_counts: await countRiskLevels(tx), agreement: await countAgreement(tx, nowMs) };
  if (judgement === null) {
    return {
      ...freshness,
      ...assessed,
      counts: countsByState(new Map()),
      total: 0,
      histogram: binsOf([]),
      sources: [],
      threshold_suggestion: null,
      ...NOT_YET,
    };
  }
  const counts = countsByState(await countSegments(tx, judgement, segmentsOf(judgement)));
  const judged = judgement.cohorts.filter((cohort) => cohort.standing === "judged" && cohort.fixedReason === null);
  const accounts = await countAccountsBySource(tx);
  return {
    ...freshness,
    ...assessed,
    counts,
    total: Object.values(counts).reduce((sum, users) => sum + users, 0),
    histogram: binsOf(await listHistogram(tx, judged, EDGES)),
    sources: context.sources.map((source) => ({
      source: source.name,
      data_as_of: new Date(source.dataAsOfMs).toISOString(),
      reports_activity: source.reportsActivity,
      accounts: accounts.get(source.sourceId) ?? 0,
    })),
    threshold_suggestion: await findThresholdSuggestion(tx),
    ...NOT_YET,
  };
}

function binsOf(rows: readonly { bin: number; ever_active: boolean; users: number }[]): DormancyHistogramBin[] {
  const usersIn = (bin: number, everActive: boolean): number =>
    rows.find((row) => row.bin === bin && row.ever_active === everActive)?.users ?? 0;
  return [0, ...EDGES].map((fromDays, bin) => ({
    from_days: fromDays,
    to_days: EDGES[bin] ?? null,
    users: usersIn(bin, true),
    never_active: usersIn(bin, false),
    by_risk: { critical: 0, high: 0, medium: 0, low: 0, none: usersIn(bin, true) + usersIn(bin, false) },
  }));
}
