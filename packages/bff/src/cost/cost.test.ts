import { describe, expect, it } from "vitest";
import { modelPrices } from "../composition/model-prices.ts";
import { breakingPoints, tenantsWithin, usersWithin } from "./breaking-points.ts";
import { FIGURES } from "./metered-figures.ts";
import { COMPONENTS, costOfAnalysis, monthlyCost } from "./monthly-cost.ts";
import { PRICES } from "./price-table.ts";

const models = modelPrices({ models: { embedder: "titan-v2", analyst: "bedrock", bedrockModelId: undefined } });
const SIZE = { usersPerTenant: 1_000, dormantShare: 0.2 };
const month = (tenants: number) => monthlyCost({ ...SIZE, tenants }, models);

describe("a month's cost", () => {
  it("has every component once, none negative, and adds up", () => {
    const { components, totalUsd, perTenantUsd } = month(100);
    expect(components.map(({ component }) => component)).toEqual(COMPONENTS);
    for (const { fixedUsd, variableUsd } of components)
      expect(Math.min(fixedUsd, variableUsd)).toBeGreaterThanOrEqual(0);
    expect(components.reduce((sum, { fixedUsd, variableUsd }) => sum + fixedUsd + variableUsd, 0)).toBeCloseTo(
      totalUsd,
    );
    expect(perTenantUsd).toBeCloseTo(totalUsd / 100);
  });

  it("takes the models' prices from the models' own table", () => {
    const usage = {
      inputTokens: FIGURES.questionTokens.value * FIGURES.tokenSafety.value,
      outputTokens: FIGURES.answerTokens.value * FIGURES.tokenSafety.value,
    };
    expect(costOfAnalysis(models)).toBeCloseTo(models.costOf("us.anthropic.claude-haiku-5-5", usage), 12);
    const twice = { ...models, costOf: (...asked: Parameters<typeof models.costOf>) => 2 * models.costOf(...asked) };
    expect(costOfAnalysis(twice)).toBeCloseTo(2 * costOfAnalysis(models), 12);
  });

  it("spreads what is there anyway over the tenants: each costs less, the more there are", () => {
    const each = [1, 10, 100, 1_000, 10_000].map((tenants) => month(tenants).perTenantUsd);
    expect(each.toSorted((a, b) => b - a)).toEqual(each);
  });

  it("is under ten dollars a tenant exactly from the number of tenants on that it names", () => {
    const fewest = tenantsWithin(SIZE, models, 10) as number;
    expect(month(fewest).perTenantUsd).toBeLessThanOrEqual(10);
    expect(month(fewest - 1).perTenantUsd).toBeGreaterThan(10);
    expect(tenantsWithin({ ...SIZE, usersPerTenant: 1_000_000 }, models, 10)).toBeUndefined();
  });

  it("is under ten dollars a tenant exactly up to the number of users that it names", () => {
    const most = usersWithin({ tenants: 1_000, dormantShare: 0.2 }, models, 10);
    const each = (usersPerTenant: number) => monthlyCost({ tenants: 1_000, dormantShare: 0.2, usersPerTenant }, models);
    expect(each(most).perTenantUsd).toBeLessThanOrEqual(10);
    expect(each(most + 2).perTenantUsd).toBeGreaterThan(10);
    expect(usersWithin({ tenants: 1, dormantShare: 0.2 }, models, 10)).toBe(0);
  });
});

describe("what gives first", () => {
  it("comes first, and comes sooner for larger tenants", () => {
    const points = breakingPoints(SIZE);
    expect(points.map(({ tenants }) => tenants).toSorted((a, b) => a - b)).toEqual(
      points.map(({ tenants }) => tenants),
    );
    const larger = new Map(
      breakingPoints({ ...SIZE, usersPerTenant: 10_000 }).map(({ what, tenants }) => [what, tenants]),
    );
    for (const { what, tenants } of points) {
      expect(tenants).toBeGreaterThan(0);
      expect(larger.get(what)).toBeLessThanOrEqual(tenants);
    }
  });
});

describe("the tables", () => {
  it("say of every price and figure what it is for, and of every assumption what it rests on", () => {
    for (const [name, { usd, per, ...entry }] of Object.entries(PRICES)) {
      expect(usd, name).toBeGreaterThan(0);
      expect(per.length, name).toBeGreaterThan(2);
      if (entry.source === "assumption") expect(entry, name).toHaveProperty("note");
    }
    for (const [name, { value, unit, basis }] of Object.entries(FIGURES)) {
      expect(value, name).toBeGreaterThan(0);
      expect(unit.length, name).toBeGreaterThan(2);
      expect(basis, name).not.toBe("assumption");
    }
  });
});
