import { describe, expect, it } from "vitest";
import { fitReturnModel } from "./fit-return-model.ts";
import { returnProbability } from "./return-probability.ts";
import { simulateVisitors } from "./testing/simulated-tenant.ts";
import { suggestThreshold } from "./threshold-suggestion.ts";

const TODAY = 20_000;
const histories = simulateVisitors({ seed: 4, accounts: 1500, lastDay: TODAY, lengthDays: 2400 });
const model = fitReturnModel(histories, TODAY);

describe("threshold suggestion", () => {
  it("counts for each threshold who is flagged, and adds up their probabilities", () => {
    const [outlook] = suggestThreshold(model, histories, TODAY, { thresholds: [90] })?.outlooks ?? [];
    const flagged = histories.flatMap(({ days }) => {
      const score = returnProbability(model, days, TODAY);
      return score.kind === "estimate" && score.silentDays > 90 ? [score.probability] : [];
    });
    expect(outlook).toEqual({
      thresholdDays: 90,
      flagged: flagged.length,
      wouldReturn: Math.round(flagged.reduce((a, b) => a + b, 0)),
    });
  });

  it("flags fewer, of whom fewer return, as the threshold grows", () => {
    const outlooks = suggestThreshold(model, histories, TODAY)?.outlooks ?? [];
    expect(outlooks.length).toBeGreaterThan(5);
    outlooks.slice(1).forEach((outlook, index) => {
      expect(outlook.flagged).toBeLessThanOrEqual(outlooks[index]?.flagged ?? 0);
      expect(outlook.wouldReturn).toBeLessThanOrEqual(outlooks[index]?.wouldReturn ?? 0);
    });
  });

  it("suggests the shortest threshold that keeps to the accepted share, or none", () => {
    const accepted = 0.1;
    const suggestion = suggestThreshold(model, histories, TODAY, { acceptedReturnShare: accepted });
    const chosen = suggestion?.outlooks.find((o) => o.thresholdDays === suggestion.suggestedDays);
    expect(chosen && chosen.wouldReturn / chosen.flagged).toBeLessThan(accepted + 0.005);
    expect(suggestThreshold(model, histories, TODAY, { acceptedReturnShare: 0 })?.suggestedDays).toBeUndefined();
  });

  it("keeps silent where the model may, and refuses thresholds it cannot judge", () => {
    expect(suggestThreshold(fitReturnModel([], TODAY), histories, TODAY)).toBeUndefined();
    expect(() => suggestThreshold(model, histories, TODAY, { thresholds: [29] })).toThrow(RangeError);
  });
});
