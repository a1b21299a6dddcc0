import { FIGURES, type FigureName } from "./metered-figures.ts";
import { PRICES, type PriceName } from "./price-table.ts";

/** Whom the month is reckoned for. */
export interface Scenario {
  readonly tenants: number;
  readonly usersPerTenant: number;
  /** 0…1 */
  readonly dormantShare: number;
}

/** USD for tokens, by the models' own table. */
export interface ModelPrices {
  readonly chatModelId: string;
  readonly embeddingModelId: string;
  costOf(modelId: string, usage: { readonly inputTokens: number; readonly outputTokens: number }): number;
}

export const COMPONENTS = [
  "bedrock_embeddings",
  "bedrock_claude",
  "lambda",
  "api_gateway",
  "database_share",
  "database_proxy",
  "cache",
  "logs_metrics_alarms",
  "vpc_endpoints",
  "s3_cloudfront",
  "eventbridge_stepfunctions",
  "keys_secrets",
] as const;
export type Component = (typeof COMPONENTS)[number];

/** USD of a month. */
export interface ComponentCost {
  readonly component: Component;
  /** The same for one tenant as for ten thousand. */
  readonly fixedUsd: number;
  /** For all tenants together. */
  readonly variableUsd: number;
}

export interface MonthlyCost extends Scenario {
  readonly components: readonly ComponentCost[];
  readonly totalUsd: number;
  readonly perTenantUsd: number;
}

const DAYS = 30;
const HOURS = 730;
const MB_PER_GB = 1_024;
const KB_PER_GB = MB_PER_GB * 1_024;
/** A shared database that is busier than this has no room for its owner's nights. */
const USABLE_SHARE = 0.4;
const DATABASE_CORES = 2;
const LEAST_CACHE_GB = 0.1;
const HISTORY_MONTHS = 12;

const price = (name: PriceName): number => PRICES[name].usd;
const figure = (name: FigureName): number => FIGURES[name].value;

/** What a month costs, by component; linear in tenants but for what is there anyway. */
export function monthlyCost(scenario: Scenario, models: ModelPrices): MonthlyCost {
  const load = monthlyLoad(scenario);
  const components: readonly ComponentCost[] = [
    cost("bedrock_embeddings", 0, models.costOf(models.embeddingModelId, tokens(load.embeddingTokens, 0))),
    cost("bedrock_claude", 0, load.analyses * costOfAnalysis(models)),
    cost(
      "lambda",
      0,
      load.functionSeconds * figure("functionGb") * price("lambdaGbSecond") + load.invocations * price("lambdaRequest"),
    ),
    cost("api_gateway", 0, load.requests * price("apiRequest")),
    cost("database_share", 0, databaseShare(load)),
    cost("database_proxy", DATABASE_CORES * price("proxyVcpuHour") * HOURS, 0),
    cost(
      "cache",
      LEAST_CACHE_GB * price("cacheGbHour") * HOURS,
      load.requests * 2 * figure("apiAnswerKb") * price("cacheUnit"),
    ),
    cost("logs_metrics_alarms", watching(), watchingTenants(scenario, load)),
    cost(
      "vpc_endpoints",
      figure("interfaceEndpoints") * figure("zones") * price("endpointHour") * HOURS,
      (load.wireKb / KB_PER_GB) * price("endpointGb"),
    ),
    cost("s3_cloudfront", 0, objectsAndPages(scenario, load)),
    cost("eventbridge_stepfunctions", 0, events(scenario)),
    cost(
      "keys_secrets",
      figure("keys") * price("keyMonth") + figure("secrets") * price("secretMonth"),
      load.invocations * price("keyRequest"),
    ),
  ];
  const totalUsd = components.reduce((sum, { fixedUsd, variableUsd }) => sum + fixedUsd + variableUsd, 0);
  return { ...scenario, components, totalUsd, perTenantUsd: totalUsd / scenario.tenants };
}

/** USD for one analysis, with the safety of {@link FIGURES}. */
export function costOfAnalysis({ chatModelId, costOf }: ModelPrices): number {
  const more = figure("tokenSafety");
  return costOf(chatModelId, tokens(figure("questionTokens") * more, figure("answerTokens") * more));
}

/** What all tenants do in a month. */
export function monthlyLoad({ tenants, usersPerTenant, dormantShare }: Scenario) {
  const users = tenants * usersPerTenant;
  const dormant = users * dormantShare;
  const nights = tenants * DAYS;
  const analyses = dormant * figure("analysesPerDormantMonth");
  const requests = users * figure("apiRequestsPerUserMonth");
  const perThousand = usersPerTenant / 1_000;
  const analysisSeconds = figure("modelSeconds") / figure("answersAtOnce") + figure("ownSecondsPerAnalysis");
  return {
    users,
    dormant,
    nights,
    analyses,
    requests,
    embeddingTokens: dormant * figure("embeddingTokensPerDormantMonth") * figure("tokenSafety"),
    functionSeconds:
      nights * (figure("runSeconds") + figure("ingestSeconds")) * perThousand +
      analyses * analysisSeconds +
      requests * figure("apiSeconds"),
    invocations: 2 * nights + requests,
    databaseCoreSeconds:
      nights * figure("databaseSecondsPerTenantNight") * perThousand + requests * figure("apiSeconds"),
    databaseKb:
      users * figure("databaseKbPerUser") +
      dormant * figure("databaseKbPerDormant") +
      analyses * HISTORY_MONTHS * figure("historyKbPerAnalysis"),
    wireKb:
      (analyses * 4 * (figure("questionTokens") + figure("answerTokens"))) / 1_024 + requests * figure("apiAnswerKb"),
  };
}

export type MonthlyLoad = ReturnType<typeof monthlyLoad>;

const tokens = (inputTokens: number, outputTokens: number) => ({ inputTokens, outputTokens });
const cost = (component: Component, fixedUsd: number, variableUsd: number): ComponentCost => ({
  component,
  fixedUsd,
  variableUsd,
});

/** Our part of an instance by its busy cores, and the storage with its backups. */
function databaseShare({ databaseCoreSeconds, databaseKb }: MonthlyLoad): number {
  const usableSeconds = HOURS * 3_600 * DATABASE_CORES * USABLE_SHARE;
  const gigabytes = databaseKb / KB_PER_GB;
  return (
    (databaseCoreSeconds / usableSeconds) * price("databaseInstanceHour") * HOURS +
    gigabytes * (price("databaseGbMonth") + price("backupGbMonth"))
  );
}

function watching(): number {
  return (
    figure("alarms") * price("alarmMonth") + price("dashboardMonth") + figure("metricsOfProduct") * price("metricMonth")
  );
}

function watchingTenants({ tenants }: Scenario, { analyses, requests, nights }: MonthlyLoad): number {
  const gigabytes = ((analyses + requests + 6 * nights) * figure("logKbPerEvent")) / KB_PER_GB;
  const metricMonths = tenants * figure("metricsByTenant") * (DAYS / HOURS);
  return (
    gigabytes * (price("logsIngestedGb") + price("logsStoredGbMonth")) +
    metricMonths * price("metricMonth") +
    (requests + nights) * 0.05 * price("traces")
  );
}

function objectsAndPages({ tenants }: Scenario, { users, nights }: MonthlyLoad): number {
  const stored = (users * figure("snapshotKbPerUser") * DAYS) / KB_PER_GB;
  const visits = tenants * figure("pageVisitsPerTenantMonth");
  return (
    stored * price("s3GbMonth") +
    nights * (price("s3Put") + 2 * price("s3Get")) +
    ((visits * figure("remoteMb")) / MB_PER_GB) * price("cdnGb") +
    visits * 20 * price("cdnRequest")
  );
}

function events({ tenants }: Scenario): number {
  const nights = tenants * DAYS;
  return (
    nights *
      (price("eventBridgeEvent") +
        3 * price("queueRequest") +
        figure("statesPerTenantNight") * price("stateTransition")) +
    DAYS * price("schedulerCall")
  );
}
