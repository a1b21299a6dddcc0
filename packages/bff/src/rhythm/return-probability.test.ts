import { describe, expect, it } from "vitest";
import { fitReturnModel } from "./fit-return-model.ts";
import { RETURN_FEATURES } from "./return-features.ts";
import type { ReturnModel } from "./return-model.ts";
import { returnProbability } from "./return-probability.ts";
import { seededRandom, simulateCompany, simulateVisitors } from "./testing/simulated-tenant.ts";

const TODAY = 20_000;
const plan = { seed: 3, accounts: 300, lastDay: TODAY, lengthDays: 2000 };
/** A tenant whose accounts come back the likelier the longer they were away: the data argue against monotony. */
const contrary = Array.from({ length: 300 }, (_, index) => ({
  id: String(index),
  days: [TODAY - 1900 + index, TODAY - 1899 + index, ...(index % 3 ? [] : [TODAY - 900 + index])],
}));
const models: [string, ReturnModel][] = [
  ["a company", fitReturnModel(simulateCompany(plan), TODAY)],
  ["visitors", fitReturnModel(simulateVisitors(plan), TODAY)],
  ["the platform alone", fitReturnModel(simulateVisitors({ ...plan, lengthDays: 150 }), TODAY)],
  ["a contrary tenant", fitReturnModel(contrary, TODAY)],
];

describe("return probability", () => {
  it.each(models)("never rises while an account stays quiet, for %s", (_, model) => {
    const random = seededRandom(21);
    for (let account = 0; account < 150; account += 1) {
      let day = 10_000;
      const days = [day];
      while (random() < 0.85) {
        day += 1 + Math.floor(random() ** 3 * 400);
        days.push(day);
      }
      let before = 1;
      for (let silence = 30; silence < 3000; silence += 1 + Math.floor(silence / 20)) {
        const score = returnProbability(model, days, day + silence);
        if (score.kind !== "estimate") throw new Error(score.reason);
        expect(score.probability).toBeLessThanOrEqual(before);
        before = score.probability;
      }
      expect(before).toBeGreaterThan(0);
    }
  });

  it("holds every term of silence at a coefficient of 0 or above, which is why", () => {
    for (const [, model] of models) {
      RETURN_FEATURES.forEach(({ silence }, j) => {
        if (silence) expect(model.coefficients[j]).toBeGreaterThanOrEqual(0);
      });
    }
  });

  it("is never 0 and never 1, however long the silence and whatever the coefficients", () => {
    for (const [, model] of models) {
      const certain = (value: number) => ({ ...model, coefficients: model.coefficients.map(() => value) });
      for (const extreme of [model, certain(100), certain(-100)]) {
        for (const day of [40, 10_000, 10_000_000]) {
          expect(returnProbability(extreme, [1, 2], day)).toMatchObject({
            probability: expect.toSatisfy((p: number) => p >= 0.0001 && p <= 0.9999),
          });
        }
      }
    }
  });

  it("tells a quarterly auditor from an everyday worker after the same silence", () => {
    const [, model] = models[0] as [string, ReturnModel];
    const last = TODAY - 60;
    const daily = Array.from({ length: 600 }, (_, i) => last - i).toReversed();
    const quarterly = Array.from({ length: 8 }, (_, i) => [last - 91 * i - 2, last - 91 * i - 1, last - 91 * i])
      .toReversed()
      .flat();
    const [d, q] = [daily, quarterly].map((days) => returnProbability(model, days, TODAY));
    if (d?.kind !== "estimate" || q?.kind !== "estimate") throw new Error("expected estimates");
    expect(q.probability).toBeGreaterThan(d.probability);
  });

  it("judges neither an account never seen nor one seen within the last 30 days", () => {
    const [, model] = models[1] as [string, ReturnModel];
    const insufficient = (reason: string) => ({ kind: "insufficient_evidence", reason });
    expect(returnProbability(model, [], TODAY)).toEqual(insufficient("never_active"));
    expect(returnProbability(model, [TODAY + 5], TODAY)).toEqual(insufficient("never_active"));
    expect(returnProbability(model, [TODAY - 29], TODAY)).toEqual(insufficient("recently_active"));
    expect(returnProbability(model, [TODAY - 30], TODAY).kind).toBe("estimate");
  });
});
