import { z } from "zod";
import { modelPrices } from "../../composition/model-prices.ts";
import { breakingPoints, tenantsWithin, usersWithin } from "../../cost/breaking-points.ts";
import { COMPONENTS, type MonthlyCost, monthlyCost } from "../../cost/monthly-cost.ts";
import { PRICE_TABLE_DATE } from "../../cost/price-table.ts";
import { type CommonOptions, type LocalCommand, writeJson } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { parseWith } from "../options.ts";

interface CostOptions extends CommonOptions {
  readonly tenants?: readonly number[];
  readonly users?: number;
  readonly dormant?: number;
  readonly csv?: boolean;
}

const LIMIT_USD = 10;
const SIZES = [1, 10, 100, 1_000, 10_000];
const USERS = 1_000;
const DORMANT_PERCENT = 20;

const Count = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, "must be a whole number from 1 to 999999")
  .transform(Number);
const Counts = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(Count).max(12));
const Percent = z
  .string()
  .regex(/^\d{1,2}$|^100$/, "must be a whole number from 0 to 100")
  .transform(Number);

export const cost: LocalCommand = {
  name: "cost",
  needs: "config",
  summary: "what a month on AWS costs, by component, for 1 to 10,000 tenants, and what gives first",
  options: [
    { syntax: "--tenants <n>", description: "so many; several separated by commas", parse: parseWith(Counts) },
    {
      syntax: "--users <n>",
      description: `users of a tenant (default: ${USERS})`,
      parse: parseWith(Count),
    },
    {
      syntax: "--dormant <percent>",
      description: `how many of them are dormant (default: ${DORMANT_PERCENT})`,
      parse: parseWith(Percent),
    },
    { syntax: "--csv", description: "one line for each component and number of tenants, for a spreadsheet" },
  ],
  help: `Reckoned from metered figures and list prices of us-east-1 (docs/costs.md); BEDROCK_MODEL_ID chooses the model. Asks nobody.`,
  async run({ config }, io, { tenants = SIZES, users = USERS, dormant = DORMANT_PERCENT, csv, json }: CostOptions) {
    const models = modelPrices(config);
    const scenario = { usersPerTenant: users, dormantShare: dormant / 100 };
    const months = tenants.map((count) => monthlyCost({ ...scenario, tenants: count }, models));
    const breaking = breakingPoints(scenario);
    const fewest = tenantsWithin(scenario, models, LIMIT_USD);
    if (json) {
      await writeJson(io, {
        prices: { aws: PRICE_TABLE_DATE, models: models.tableDate },
        chat_model: models.chatModelId,
        embedding_model: models.embeddingModelId,
        months: months.map(toJson),
        limit_usd: LIMIT_USD,
        fewest_tenants_within_limit: fewest ?? null,
        breaks_first: breaking,
      });
    } else if (csv) {
      await io.stdout(toCsv(months));
    } else {
      await io.stdout(`${models.chatModelId}, ${models.embeddingModelId}; ${users} users a tenant, ${dormant} % of them dormant; USD a month
list prices of ${PRICE_TABLE_DATE}, models' prices of ${models.tableDate}: estimates, not a promise (docs/costs.md)

${toTable(months)}

$${LIMIT_USD} a tenant: ${describeLimit(fewest)}; with ${usersText(tenants, scenario, models)}
What gives first:
${breaking.map(({ what, tenants: at, basis, remedy }) => `  ${at.toLocaleString("en")} tenants: ${what}\n      ${basis}\n      then: ${remedy}`).join("\n")}
`);
    }
    return EXIT.ok;
  },
};

function describeLimit(fewest: number | undefined): string {
  return fewest === undefined
    ? "never kept at this size"
    : `kept from ${fewest} tenants on; below that, what is there anyway is shared by too few`;
}

function usersText(
  tenants: readonly number[],
  scenario: { dormantShare: number },
  models: ReturnType<typeof modelPrices>,
): string {
  const most = Math.max(...tenants);
  return `${most.toLocaleString("en")} tenants it holds up to ${usersWithin({ ...scenario, tenants: most }, models, LIMIT_USD).toLocaleString("en")} users each`;
}

const toJson = ({ tenants, usersPerTenant, dormantShare, components, totalUsd, perTenantUsd }: MonthlyCost) => ({
  tenants,
  users_per_tenant: usersPerTenant,
  dormant_share: dormantShare,
  total_usd: totalUsd,
  per_tenant_usd: perTenantUsd,
  components: components.map(({ component, fixedUsd, variableUsd }) => ({
    component,
    usd: fixedUsd + variableUsd,
    fixed_usd: fixedUsd,
  })),
});

function toCsv(months: readonly MonthlyCost[]): string {
  const lines = months.flatMap(({ tenants, usersPerTenant, components }) =>
    components.map(({ component, fixedUsd, variableUsd }) => {
      const usd = fixedUsd + variableUsd;
      return [tenants, usersPerTenant, component, usd.toFixed(4), (usd / tenants).toFixed(6)].join(",");
    }),
  );
  return `tenants,users_per_tenant,component,usd,usd_per_tenant\n${lines.join("\n")}\n`;
}

function toTable(months: readonly MonthlyCost[]): string {
  const width = 12;
  const row = (name: string, cells: readonly string[]) =>
    `${name.padEnd(27)}${cells.map((cell) => cell.padStart(width)).join("")}`;
  const money = (usd: number) => (usd >= 1_000 ? Math.round(usd).toLocaleString("en") : usd.toFixed(2));
  return [
    row(
      "tenants",
      months.map(({ tenants }) => tenants.toLocaleString("en")),
    ),
    ...COMPONENTS.map((name) =>
      row(
        name.replaceAll("_", " "),
        months.map(({ components }) => {
          const found = components.find(({ component }) => component === name);
          return money((found?.fixedUsd ?? 0) + (found?.variableUsd ?? 0));
        }),
      ),
    ),
    row(
      "total",
      months.map(({ totalUsd }) => money(totalUsd)),
    ),
    row(
      "per tenant",
      months.map(({ perTenantUsd }) => money(perTenantUsd)),
    ),
  ].join("\n");
}
