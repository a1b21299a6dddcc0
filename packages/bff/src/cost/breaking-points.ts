import { FIGURES, type FigureName } from "./metered-figures.ts";
import { type ModelPrices, monthlyCost, monthlyLoad, type Scenario } from "./monthly-cost.ts";

/** Something that holds up to so many tenants of the scenario's size. */
export interface BreakingPoint {
  readonly what: string;
  readonly tenants: number;
  readonly basis: string;
  readonly remedy: string;
}

/** Hours of the night in which all runs are to end. */
const NIGHT_HOURS = 4;
const MODEL_TOKENS_PER_MINUTE = 2_000_000;
/** Bedrock sets aside the largest answer when a call begins. */
const RESERVED_ANSWER_TOKENS = 700;
const DATABASE_STORAGE_GB = 1_000;
const RELATIONS = 500_000;
const MIGRATION_SECONDS = 900;
const MIGRATION_SECONDS_PER_TENANT = 0.05;

const figure = (name: FigureName): number => FIGURES[name].value;

/** What gives first as tenants become more, in that order. Quotas are an account's defaults, or assumed as stated. */
export function breakingPoints(scenario: Omit<Scenario, "tenants">): readonly BreakingPoint[] {
  const one = monthlyLoad({ ...scenario, tenants: 1 });
  const nightlyAnalyses = one.analyses / 30;
  const perThousand = scenario.usersPerTenant / 1_000;
  const tokensPerAnalysis = figure("questionTokens") * figure("tokenSafety") + RESERVED_ANSWER_TOKENS;
  const secondsPerRun =
    figure("runSeconds") * perThousand +
    nightlyAnalyses * (figure("modelSeconds") / figure("answersAtOnce") + figure("ownSecondsPerAnalysis"));
  const points: readonly BreakingPoint[] = [
    point(
      "tokens of the chat model in a minute",
      (MODEL_TOKENS_PER_MINUTE * 60 * NIGHT_HOURS) / (nightlyAnalyses * tokensPerAnalysis),
      {
        basis:
          "assumption: a quota of 2 million tokens a minute; the nightly analyses within 4 hours; look up yours under Service Quotas",
        remedy: "ask for a higher quota, spread the night, or name another profile",
      },
    ),
    point("nightly runs at once", (figure("runsAtOnce") * NIGHT_HOURS * 3_600) / secondsPerRun, {
      basis: `${figure("runsAtOnce")} runs at once (stage prod), ${secondsPerRun.toFixed(1)} s each, within 4 hours`,
      remedy: "raise tenantsAtOnce and the function's reserved concurrency together",
    }),
    point(
      "one core of the database at night",
      (NIGHT_HOURS * 3_600 * 2 * 0.8) / (figure("databaseSecondsPerTenantNight") * perThousand),
      {
        basis: "measured on one core of the test server; two cores, 80 % busy for 4 hours",
        remedy: "a larger instance, or two databases",
      },
    ),
    point("tables and indexes in one database", RELATIONS / figure("relationsPerTenant"), {
      basis: "assumption: above half a million relations, vacuum's rounds and pg_dump take hours",
      remedy: "spread the tenants over several databases",
    }),
    point("storage of the database", DATABASE_STORAGE_GB / (one.databaseKb / 1_048_576), {
      basis: `assumption: ${DATABASE_STORAGE_GB} GB are ours to use`,
      remedy: "shorter retention of the history, more storage",
    }),
    point("a migration of all tenants by one function", MIGRATION_SECONDS / MIGRATION_SECONDS_PER_TENANT, {
      basis: "assumption: 50 ms for a tenant; a function has 15 minutes",
      remedy: "call it again: it goes on where it stopped",
    }),
  ];
  return points.toSorted((a, b) => a.tenants - b.tenants);
}

function point(
  what: string,
  tenants: number,
  { basis, remedy }: Pick<BreakingPoint, "basis" | "remedy">,
): BreakingPoint {
  return { what, tenants: Math.floor(tenants), basis, remedy };
}

/** Fewest tenants at which a tenant's month costs no more than the limit; undefined where it always costs more. */
export function tenantsWithin(
  scenario: Omit<Scenario, "tenants">,
  models: ModelPrices,
  limitUsd: number,
): number | undefined {
  const { fixedUsd, variableUsd } = sums(scenario, models);
  return variableUsd >= limitUsd ? undefined : Math.max(1, Math.ceil(fixedUsd / (limitUsd - variableUsd)));
}

/** Most users a tenant may have, at so many tenants, before its month costs more than the limit; 0 where it does anyway. */
export function usersWithin(
  { tenants, dormantShare }: Pick<Scenario, "tenants" | "dormantShare">,
  models: ModelPrices,
  limitUsd: number,
): number {
  const costs = (usersPerTenant: number) => monthlyCost({ tenants, dormantShare, usersPerTenant }, models).perTenantUsd;
  const least = costs(0);
  const perUser = (costs(1_000_000) - least) / 1_000_000;
  return Math.max(0, Math.floor((limitUsd - least) / perUser));
}

function sums(scenario: Omit<Scenario, "tenants">, models: ModelPrices): { fixedUsd: number; variableUsd: number } {
  const { components } = monthlyCost({ ...scenario, tenants: 1 }, models);
  const sum = (key: "fixedUsd" | "variableUsd") => components.reduce((total, component) => total + component[key], 0);
  return { fixedUsd: sum("fixedUsd"), variableUsd: sum("variableUsd") };
}
