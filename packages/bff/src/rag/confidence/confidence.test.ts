import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectedCalibrationError } from "../eval/figures.ts";
import { buildEvidence } from "../evidence/build-evidence.ts";
import { evaluateRisk } from "../rules/evaluate-risk.ts";
import { evidenceInput } from "../testing/arbitraries.ts";
import { buildEvidenceInput, type EvidenceInputOverrides } from "../testing/evidence-input.ts";
import { applyCalibration, type Calibration, fitCalibration, type ReviewedVerdict } from "./calibration.ts";
import { type ConfidenceInput, computeConfidence } from "./confidence.ts";

function inputOf(overrides: EvidenceInputOverrides = {}, changes: Partial<ConfidenceInput> = {}): ConfidenceInput {
  const { facts } = buildEvidence(buildEvidenceInput(overrides));
  const assessment = evaluateRisk(facts);
  return {
    facts,
    assessment,
    source: "model",
    riskLevel: assessment.floor,
    stated: 6,
    kept: 6,
    badCitations: 0,
    ...changes,
  };
}
const confidenceOf = (...args: Parameters<typeof inputOf>): number => computeConfidence(inputOf(...args)).value;

describe("the confidence", () => {
  test("is the sum of its terms, between 0.05 and 0.99, whatever is known", () => {
    fc.assert(
      fc.property(evidenceInput, fc.nat(6), fc.nat(3), (input, kept, badCitations) => {
        const { facts } = buildEvidence(input);
        const assessment = evaluateRisk(facts);
        const given = {
          facts,
          assessment,
          source: "model",
          riskLevel: assessment.floor,
          stated: 6,
          kept,
          badCitations,
        } as const;
        const { value, terms } = computeConfidence(given);
        expect(value).toBeGreaterThanOrEqual(0.05);
        expect(value).toBeLessThanOrEqual(0.99);
        expect(terms.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(value, 6);
      }),
    );
  });

  test.each<[string, EvidenceInputOverrides, Partial<ConfidenceInput>]>([
    ["a fact that matters is missing", { profile: { mfaEnrolled: null } }, {}],
    ["there is no history to forecast by", { rhythm: null }, {}],
    [
      "the data is a month old",
      { storedObject: { source: "okta", status: "enabled", snapshotAt: "2026-10-01T00:00:00.000Z" } },
      {},
    ],
    ["statements had to be dropped", {}, { kept: 4 }],
    ["the rules alone wrote it", {}, { source: "rules" }],
  ])("falls when %s", (_, overrides, changes) => {
    expect(confidenceOf(overrides, changes)).toBeLessThan(confidenceOf());
  });

  test("is capped where a level was raised, evidence invented, or too little known", () => {
    expect(confidenceOf({}, { riskLevel: "medium" })).toBeLessThanOrEqual(0.7);
    expect(confidenceOf({}, { badCitations: 1 })).toBeLessThanOrEqual(0.5);
    expect(confidenceOf({ activity: { state: "unknown", daysInactive: null } })).toBeLessThanOrEqual(0.45);
  });

  test("shows the correction by reviewers as a term of its own", () => {
    const calibration: Calibration = { kind: "platt", slope: 1, intercept: -1, verdicts: 80 };
    const { value, terms } = computeConfidence(inputOf({}, { calibration }));
    expect(terms.at(-1)).toMatchObject({ term: "calibration" });
    expect(value).toBeLessThan(confidenceOf());
  });
});

/** Verdicts of which fewer are right than their confidence says, from a fixed sequence. */
function overconfident(count: number): ReviewedVerdict[] {
  let state = 42;
  const random = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  return Array.from({ length: count }, () => {
    const confidence = 0.5 + random() * 0.49;
    return { confidence, agreed: random() < confidence - 0.25 };
  });
}

describe("the correction by reviewers' verdicts", () => {
  test("waits for fifty verdicts, then fits a curve, then a free monotone one", () => {
    expect(fitCalibration(overconfident(49))).toBeUndefined();
    expect(fitCalibration(overconfident(120))?.kind).toBe("platt");
    expect(fitCalibration(overconfident(600))?.kind).toBe("isotonic");
  });

  test.each([120, 600])("lowers the calibration error on other verdicts of the same kind (%s)", (count) => {
    const calibration = fitCalibration(overconfident(count));
    const fresh = overconfident(3000).slice(1000);
    const corrected = fresh.map((verdict) => ({
      ...verdict,
      confidence: calibration === undefined ? verdict.confidence : applyCalibration(calibration, verdict.confidence),
    }));
    expect(expectedCalibrationError(corrected)).toBeLessThan(expectedCalibrationError(fresh) / 2);
  });

  test("never turns the order of two verdicts around and never says certain", () => {
    const verdicts = fc.array(
      fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), agreed: fc.boolean() }),
      {
        minLength: 50,
        maxLength: 400,
      },
    );
    fc.assert(
      fc.property(
        verdicts,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, a, b) => {
          const calibration = fitCalibration(given);
          if (calibration === undefined) return;
          const [low, high] = [Math.min(a, b), Math.max(a, b)].map((each) => applyCalibration(calibration, each));
          expect(low).toBeLessThanOrEqual((high ?? 0) + 1e-12);
          expect(low).toBeGreaterThanOrEqual(0.01);
          expect(high).toBeLessThanOrEqual(0.99);
        },
      ),
    );
  });

  test("does not depend on the order of the verdicts, and is not made where it would not help", () => {
    const verdicts = overconfident(400);
    expect(fitCalibration([...verdicts].reverse())).toEqual(fitCalibration(verdicts));
    const perfect = Array.from({ length: 100 }, (_, index) => ({
      confidence: index % 2 === 0 ? 0.99 : 0.01,
      agreed: index % 2 === 0,
    }));
    expect(fitCalibration(perfect)).toBeUndefined();
  });
});
