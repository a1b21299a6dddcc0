/** A figure of the model, and where it comes from. */
export interface Figure {
  readonly value: number;
  readonly unit: string;
  /** The command that measures it, or `assumption` with what it rests on. */
  readonly basis: string;
}

const CHANGED_SHARE = "bench/changed-share.ts, stand-in's token count";
const LOAD = "bench/load-tenants.ts";
const STACKS = "infra/lib, stage prod";

/** What the work takes, by the commands that measured it (docs/performance.md has their dates); the rest is assumed. */
export const FIGURES = {
  analysesPerDormantMonth: {
    value: 2.41,
    unit: "analyses of a dormant user in a month of daily runs, 5 % of users changing a day",
    basis: CHANGED_SHARE,
  },
  questionTokens: { value: 1_808, unit: "tokens of a question", basis: CHANGED_SHARE },
  answerTokens: { value: 169, unit: "tokens of an answer", basis: CHANGED_SHARE },
  tokenSafety: {
    value: 1.3,
    unit: "times as many by the model's own count",
    basis: "assumption: newer tokenizers write 30 % more",
  },
  embeddingTokensPerDormantMonth: {
    value: 213,
    unit: "tokens embedded for a dormant user in a month",
    basis: CHANGED_SHARE,
  },
  modelSeconds: {
    value: 2,
    unit: "seconds until a model answers",
    basis: "assumption: nobody could ask a live model yet",
  },
  answersAtOnce: { value: 10, unit: "answers under way in a run", basis: "features/runs" },
  ownSecondsPerAnalysis: {
    value: 0.015,
    unit: "seconds of our own work for an analysis",
    basis: "bench/engine-own-work.ts",
  },
  runSeconds: { value: 0.7, unit: "seconds of a run in which nothing changed", basis: LOAD },
  ingestSeconds: { value: 1.5, unit: "seconds to take in a tenant's daily objects of 1,000 users", basis: LOAD },
  databaseSecondsPerTenantNight: {
    value: 2,
    unit: "seconds of one core for a tenant's nightly work, 1,000 users",
    basis: LOAD,
  },
  databaseKbPerUser: {
    value: 4,
    unit: "KB of tables and indexes for a user, without vectors and history",
    basis: LOAD,
  },
  databaseKbPerDormant: { value: 15, unit: "KB for a dormant user's vector, insight and work list", basis: LOAD },
  historyKbPerAnalysis: { value: 4, unit: "KB of history for each analysis, kept for a year", basis: LOAD },
  relationsPerTenant: { value: 91, unit: "tables and indexes of a tenant", basis: LOAD },
  apiRequestsPerUserMonth: {
    value: 10,
    unit: "requests in a month for each user of a tenant",
    basis: "assumption: ten administrators, 50 requests a working day, for 1,000 users",
  },
  apiSeconds: { value: 0.03, unit: "seconds of a request", basis: "bench/list-page.ts, generously" },
  apiAnswerKb: { value: 12, unit: "KB of an answer", basis: "assumption: a page of 50 users" },
  logKbPerEvent: { value: 0.7, unit: "KB of a log line with metrics", basis: "assumption: the longest of our lines" },
  snapshotKbPerUser: { value: 6, unit: "KB of a user in a stored object", basis: LOAD },
  pageVisitsPerTenantMonth: {
    value: 220,
    unit: "openings of the dashboard",
    basis: "assumption: ten administrators each working day",
  },
  remoteMb: {
    value: 1.5,
    unit: "MB of the remote, when nothing of it is known to the browser",
    basis: "assumption: to be read from the build",
  },
  functionGb: { value: 1, unit: "GB of memory of a function", basis: STACKS },
  interfaceEndpoints: { value: 4, unit: "interface endpoints", basis: STACKS },
  zones: { value: 2, unit: "availability zones", basis: STACKS },
  alarms: { value: 16, unit: "alarms", basis: STACKS },
  keys: { value: 1, unit: "keys", basis: STACKS },
  secrets: { value: 2, unit: "secrets", basis: STACKS },
  metricsOfProduct: { value: 47, unit: "metrics without a tenant", basis: "observability/metric-catalogue.ts" },
  metricsByTenant: {
    value: 2,
    unit: "metrics of each tenant, an hour a day",
    basis: "observability/metric-catalogue.ts",
  },
  statesPerTenantNight: { value: 6, unit: "transitions for a tenant's nightly run", basis: STACKS },
  runsAtOnce: { value: 20, unit: "runs at once", basis: STACKS },
} as const satisfies Readonly<Record<string, Figure>>;

export type FigureName = keyof typeof FIGURES;
