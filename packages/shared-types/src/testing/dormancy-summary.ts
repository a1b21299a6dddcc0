import { DormancySummary } from "../resources/dormancy-summary.ts";
import { buildRefreshJob } from "./refresh-job.ts";

const AS_OF = "2026-11-22T06:00:00.000Z";
const DAY_MS = 86_400_000;
const EDGES = [7, 14, 21, 30, 45, 60, 75, 90, 120, 150, 180, 240, 300, 365, 545, 730, 1095];
/** Users by bin. The bins from 30 days on hold the 71 that the counts call dormant or never active. */
const USERS = [250, 18, 15, 13, 9, 8, 7, 6, 6, 5, 5, 4, 3, 3, 2, 2, 1, 1];
const NEVER_ACTIVE_BIN = 9;
const FIRST_FLAGGED_BIN = 4;
const RISKS = {
  critical: [0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0],
  high: [1, 1, 1, 1, 1, 2, 1, 1, 0, 1, 1, 0, 0, 0],
  medium: [3, 3, 2, 2, 1, 6, 2, 1, 1, 1, 0, 1, 0, 1],
  low: [5, 4, 4, 3, 3, 6, 1, 2, 1, 1, 1, 0, 1, 0],
} as const;

/** A valid summary of a tenant of 400 users, 62 of them dormant and 9 never active, every part of it known. */
export function buildDormancySummary(overrides: Partial<DormancySummary> = {}): DormancySummary {
  return DormancySummary.parse({
    as_of: AS_OF,
    data_as_of: AS_OF,
    cutoff: "2026-10-23T06:00:00.000Z",
    inactive_days: 30,
    warnings: [],
    counts: { disabled: 14, exempt: 12, snoozed: 3, unknown: 4, never_active: 9, dormant: 62, active: 296 },
    total: 400,
    histogram: histogram(),
    flagged_by_days: Array.from({ length: 365 }, (_, at) => ({ inactive_days: at + 1, flagged: flaggedAt(at + 1) })),
    sources: [
      { source: "okta", data_as_of: AS_OF, reports_activity: true, accounts: 360 },
      { source: "entra", data_as_of: AS_OF, reports_activity: true, accounts: 120 },
    ],
    risk_counts: { critical: 4, high: 11, medium: 24, low: 32 },
    open_risk_counts: { critical: 3, high: 9, medium: 22, low: 32 },
    critical_high_open: { users: 12, privileged: 5, without_mfa: 6 },
    likely_gone: { users: 31, below: 0.05 },
    licences: {
      seats: 58,
      monthly_usd: 1_216,
      products: [
        { product: "Microsoft 365 E3", seats: 36, monthly_usd: 1_216 },
        { product: "Visio Plan 2", seats: 22, monthly_usd: null },
      ],
    },
    trend: trend(),
    change: { since: "2026-11-15T06:00:00.000Z", dormant: 6, critical_high_open: -2 },
    spend: {
      month: "2026-11",
      cost_usd: 0.84,
      budget_usd: 8,
      model_calls: 212,
      embedding_calls: 25,
      tokens: { input: 430_000, output: 61_000, embedding: 22_000 },
    },
    last_run: buildRefreshJob({
      status: "succeeded",
      finished_at: "2026-11-22T06:12:40.000Z",
      dormant: 71,
      analysed: 14,
      unchanged: 57,
      by_source: { model: 14, rules: 0 },
    }),
    active_run: null,
    agreement: [
      { risk_level: "critical", reviews: 6, agreed: 6 },
      { risk_level: "high", reviews: 9, agreed: 8 },
      { risk_level: "medium", reviews: 4, agreed: 3 },
      { risk_level: "low", reviews: 2, agreed: 2 },
    ],
    threshold_suggestion: {
      outlooks: [
        { inactive_days: 30, flagged: flaggedAt(30), would_return: 9 },
        { inactive_days: 60, flagged: flaggedAt(60), would_return: 2 },
        { inactive_days: 90, flagged: flaggedAt(90), would_return: 1 },
      ],
      suggested_days: 60,
    },
    ...overrides,
  });
}

function histogram() {
  return [0, ...EDGES].map((fromDays, bin) => {
    const users = USERS[bin] ?? 0;
    const riskOf = (level: keyof typeof RISKS) => RISKS[level][bin - FIRST_FLAGGED_BIN] ?? 0;
    return {
      from_days: fromDays,
      to_days: EDGES[bin] ?? null,
      users,
      never_active: bin === NEVER_ACTIVE_BIN ? 9 : 0,
      by_risk: {
        critical: riskOf("critical"),
        high: riskOf("high"),
        medium: riskOf("medium"),
        low: riskOf("low"),
        none: bin < FIRST_FLAGGED_BIN ? users : 0,
      },
    };
  });
}

/** Users of the bins above a threshold, and of the one it cuts the part above. */
function flaggedAt(days: number): number {
  return Math.round(
    histogram().reduce((sum, bin) => {
      const width = (bin.to_days ?? Number.POSITIVE_INFINITY) - bin.from_days;
      const below = Math.min(1, Math.max(0, (days - bin.from_days) / width));
      return sum + (bin.users + bin.never_active) * (1 - below);
    }, 0),
  );
}

/** Thirteen weeks; the first ten were worked out from the kept history. */
function trend() {
  return Array.from({ length: 13 }, (_, week) => {
    const analysed = week >= 10;
    return {
      day: new Date(Date.parse(AS_OF) - (12 - week) * 7 * DAY_MS).toISOString().slice(0, 10),
      dormant: 38 + 2 * week,
      never_active: 9,
      critical: analysed ? 4 : null,
      high: analysed ? 9 + week - 10 : null,
      medium: analysed ? 24 : null,
      low: analysed ? 6 + 2 * week : null,
      from_history: !analysed,
    };
  });
}
