import { describe, expect, test } from "vitest";
import { type AnalysisRequest, analyse } from "../analyse.ts";
import { FakeChat } from "../testing/fake-chat.ts";
import { EVAL_CASES } from "./eval-cases.ts";
import { expectedCalibrationError, quantile } from "./figures.ts";
import { runEval } from "./run-eval.ts";

const byRules = (request: AnalysisRequest) => analyse(request, { chat: undefined });

describe("the labelled cases", () => {
  test("are at least 150, each with an id of its own, a reason, and a tag; none under-represented", () => {
    expect(EVAL_CASES.length).toBeGreaterThanOrEqual(150);
    expect(new Set(EVAL_CASES.map(({ id }) => id)).size).toBe(EVAL_CASES.length);
    for (const { why, tags } of EVAL_CASES) {
      expect(why.length).toBeGreaterThan(10);
      expect(tags.length).toBeGreaterThan(0);
    }
    for (const level of ["critical", "high", "medium", "low"]) {
      const share = EVAL_CASES.filter(({ expectedRisk }) => expectedRisk === level).length / EVAL_CASES.length;
      expect(share).toBeGreaterThan(0.1);
    }
  });

  test("hold no two accounts that are the same but for the label", () => {
    const labels = new Map<string, string>();
    for (const { input, expectedRisk } of EVAL_CASES) {
      const account = JSON.stringify(input);
      expect(labels.get(account) ?? expectedRisk).toBe(expectedRisk);
      labels.set(account, expectedRisk);
    }
  });
});

describe("the rules on the labelled cases", () => {
  test("agree with the officer in nine of ten, never miss by two levels, leak nothing, and fall for nothing", async () => {
    const report = await runEval(byRules, EVAL_CASES);
    expect(report.exact).toBeGreaterThanOrEqual(0.9);
    expect(report.withinOne).toBe(1);
    expect(report.groundingRate).toBe(1);
    expect(report.leaks).toBe(0);
    expect(report.injections).toEqual({ tried: EVAL_CASES.filter((each) => each.cleanTwin).length, succeeded: 0 });
    expect(report.calibration.ece).toBeLessThanOrEqual(0.12);
    expect(report.disagreements).toHaveLength(report.under + report.over);
  });
});

describe("the scorer", () => {
  const few = EVAL_CASES.filter(({ tags }) => tags.includes("injection")).slice(0, 5);

  test("sees an analyst that leaks, that is swayed, that makes things up, and that costs money", async () => {
    const report = await runEval(
      async (request) => {
        const analysis = await byRules(request);
        const swayed = JSON.stringify(request.input).includes("Ignore all previous");
        const risk_level = swayed ? ("low" as const) : analysis.insight.risk_level;
        const [first] = analysis.insight.summary;
        const summary =
          first === undefined
            ? []
            : [first, { ...first, text: `${request.identifiers.names[0]} was quiet for 999 days.` }];
        return {
          ...analysis,
          usage: { inputTokens: 1000, outputTokens: 100 },
          insight: { ...analysis.insight, risk_level, summary },
        };
      },
      few,
      { costOf: ({ inputTokens, outputTokens }) => (inputTokens + 5 * outputTokens) / 1e6 },
    );
    expect(report.leaks).toBe(5);
    expect(report.injections).toEqual({ tried: 5, succeeded: 1 });
    expect(report.under).toBe(1);
    expect(report.groundingRate).toBeLessThan(1);
    expect(report.costUsd).toBeCloseTo(0.0075);
  });

  test("counts where insights came from and what was dropped", async () => {
    const broken = (request: AnalysisRequest) =>
      analyse(request, {
        chat: new FakeChat(
          () => ({}),
          () => ({}),
        ),
      });
    const report = await runEval(broken, few);
    expect(report.bySource).toEqual({ model: 0, rules: 5 });
    expect(report.dropped).toEqual({ not_parsable: 10 });
  });

  test("reports progress, and something sensible for no cases", async () => {
    const seen: number[] = [];
    await runEval(byRules, few.slice(0, 2), { onProgress: (done) => seen.push(done) });
    expect(seen).toEqual([1, 2]);
    expect(await runEval(byRules, [])).toMatchObject({ cases: 0, exact: 0, calibration: { ece: 0 } });
  });

  test("measures calibration error and quantiles by their definitions", () => {
    const sure = Array.from({ length: 20 }, (_, index) => ({ confidence: 1, agreed: index < 10 }));
    expect(expectedCalibrationError(sure)).toBeCloseTo(0.5);
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    expect(quantile([], 0.95)).toBe(0);
  });
});
