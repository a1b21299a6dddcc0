import { type DormancySummary, LISTED_BY_DEFAULT, RiskLevel } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { countAccountsBySource } from "./accounts.repository.ts";
import { countAgreement } from "./assessments.repository.ts";
import { getDetectionContext } from "./context.repository.ts";
import { countSegments, countsByState } from "./counts.repository.ts";
import { freshnessOf } from "./freshness.ts";
import { binsOf, EDGES, flaggedByDays } from "./histogram.ts";
import { type DetectionContext, type DormancyRequest, type Judgement, judge } from "./judgement.ts";
import { priceLicences } from "./licence-use.ts";
import { findThresholdSuggestion } from "./outlooks.repository.ts";
import { inStates } from "./page.repository.ts";
import { rankOf } from "./risk-rank.ts";
import { type Segment, segmentsOf } from "./segments.ts";
import {
  countRisks,
  countSecondFactors,
  type FlaggedUsers,
  findLicences,
  listHistogram,
  type RiskRow,
} from "./summary.repository.ts";

/** Accounts less likely than this to come back are called gone. */
const GONE_BELOW = 0.05;
const PRESSING = [rankOf("critical"), rankOf("high")];

/** What detection and the stored insights say of a tenant; runs, spend and trend are others' to add. */
export type DetectionSummary = Omit<DormancySummary, "trend" | "change" | "spend" | "last_run" | "active_run">;

/** Counts by state and risk, the histogram behind the threshold, and how fresh each source is; of the tenant's data as of. */
export async function summariseDormancy(
  tx: TenantTransaction,
  request: Omit<DormancyRequest, "asOf">,
  nowMs: number,
): Promise<DetectionSummary> {
  const context = await getDetectionContext(tx);
  const judgement = judge(context, request);
  const freshness = freshnessOf(judgement, request.inactiveDays ?? context.settings.inactive_days, nowMs);
  const agreement = await countAgreement(tx, nowMs);
  if (judgement === null) return { ...freshness, ...NOBODY, counts: countsByState(new Map()), agreement };
  const segments = segmentsOf(judgement);
  const counted = await countSegments(tx, judgement, segments);
  const counts = countsByState(counted);
  const flagged = inStates(segments, new Set(LISTED_BY_DEFAULT)).filter((segment) => (counted.get(segment) ?? 0) > 0);
  return {
    ...freshness,
    agreement,
    counts,
    total: Object.values(counts).reduce((sum, users) => sum + users, 0),
    ...(await silencesOf(tx, judgement)),
    ...(await risksOf(tx, { segments: flagged, asOfMs: judgement.asOfMs })),
    licences: await licencesOf(tx, context, flagged, judgement.asOfMs),
    sources: await sourcesOf(tx, context),
    threshold_suggestion: await findThresholdSuggestion(tx),
  };
}

const NO_RISKS = { critical: 0, high: 0, medium: 0, low: 0 };

const NOBODY = {
  total: 0,
  histogram: binsOf([]),
  flagged_by_days: flaggedByDays([]),
  sources: [],
  risk_counts: NO_RISKS,
  open_risk_counts: NO_RISKS,
  critical_high_open: null,
  likely_gone: null,
  licences: null,
  threshold_suggestion: null,
};

async function silencesOf(tx: TenantTransaction, { cohorts, asOfMs }: Judgement) {
  const judged = cohorts.filter((cohort) => cohort.standing === "judged" && cohort.fixedReason === null);
  const rows = await listHistogram(tx, { cohorts: judged, edges: EDGES, asOfMs });
  return { histogram: binsOf(rows), flagged_by_days: flaggedByDays(rows) };
}

async function risksOf(tx: TenantTransaction, flagged: FlaggedUsers) {
  const rows = await countRisks(tx, flagged, GONE_BELOW);
  const sum = (column: Exclude<keyof RiskRow, "risk_rank">, ranks?: readonly number[]): number =>
    rows.filter((row) => ranks?.includes(row.risk_rank) ?? true).reduce((total, row) => total + row[column], 0);
  const byLevel = (column: "users" | "open") =>
    Object.fromEntries(RiskLevel.options.map((level) => [level, sum(column, [rankOf(level)])])) as Record<
      RiskLevel,
      number
    >;
  const users = sum("open", PRESSING);
  const factors = users === 0 ? undefined : await countSecondFactors(tx, { ...flagged, ranks: PRESSING });
  const unknown = factors?.known === 0;
  return {
    risk_counts: byLevel("users"),
    open_risk_counts: byLevel("open"),
    critical_high_open: {
      users,
      privileged: sum("open_privileged", PRESSING),
      without_mfa: unknown ? null : (factors?.missing ?? 0),
    },
    likely_gone: sum("known") === 0 ? null : { users: sum("gone"), below: GONE_BELOW },
  };
}

async function licencesOf(
  tx: TenantTransaction,
  { settings }: DetectionContext,
  segments: readonly Segment[],
  asOfMs: number,
) {
  const held = await findLicences(tx, { segments, asOfMs });
  return held === undefined ? null : priceLicences(held, settings.licence_prices);
}

async function sourcesOf(tx: TenantTransaction, { sources }: DetectionContext): Promise<DormancySummary["sources"]> {
  const accounts = await countAccountsBySource(tx);
  return sources.map((source) => ({
    source: source.name,
    data_as_of: new Date(source.dataAsOfMs).toISOString(),
    reports_activity: source.reportsActivity,
    accounts: accounts.get(source.sourceId) ?? 0,
  }));
}
