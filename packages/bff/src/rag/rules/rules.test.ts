import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AnalysisFacts } from "../evidence/analysis-facts.ts";
import { buildEvidence } from "../evidence/build-evidence.ts";
import { DAYS_BUCKETS, RETURN_BUCKETS } from "../evidence/vocabulary.ts";
import { evidenceInput } from "../testing/arbitraries.ts";
import { buildEvidenceInput, type EvidenceInputOverrides } from "../testing/evidence-input.ts";
import { ACTION_RULES } from "./actions.ts";
import { allowedActions } from "./allowed-actions.ts";
import { counterfactual } from "./counterfactual.ts";
import { evaluateRisk, levelsFrom, riskRank } from "./evaluate-risk.ts";
import { renderRules } from "./render-rules.ts";
import { ABANDONMENT_FACTORS, ABANDONMENT_LEVELS, IMPACT_FACTORS, IMPACT_LEVELS, RISK_MATRIX } from "./rubric.ts";

const factsOf = (overrides: EvidenceInputOverrides = {}): AnalysisFacts =>
  buildEvidence(buildEvidenceInput(overrides)).facts;
const anyFacts = evidenceInput.map((input) => buildEvidence(input).facts);
const floorOf = (facts: AnalysisFacts): number => riskRank(evaluateRisk(facts).floor);
const actionsOf = (overrides: EvidenceInputOverrides): string[] => {
  const facts = factsOf(overrides);
  return allowedActions(facts, evaluateRisk(facts)).map(({ action }) => action);
};
const ADMIN: EvidenceInputOverrides = {
  profile: { privileged: true, mfaEnrolled: false },
  activity: { daysInactive: 400 },
  rhythm: { returnProbability: 0.01 },
};

describe("the floor", () => {
  test.each<[string, EvidenceInputOverrides, string]>([
    ["a privileged account without MFA, gone for a year", ADMIN, "critical"],
    ["the same with MFA", { ...ADMIN, profile: { privileged: true } }, "high"],
    ["an ordinary employee, quiet for four months", {}, "low"],
    ["the same for over a year", { activity: { daysInactive: 500 } }, "medium"],
    ["without MFA for over a year", { activity: { daysInactive: 500 }, profile: { mfaEnrolled: false } }, "high"],
    [
      "an auditor in a usual pause",
      {
        profile: { department: "Finance", mfaEnrolled: false },
        activity: { daysInactive: 40 },
        rhythm: { typicalGap: { lowDays: 80, highDays: 100 }, returnProbability: 0.9 },
      },
      "low",
    ],
    ["a break-glass account with MFA", { profile: { accountType: "break_glass", privileged: true } }, "low"],
    [
      "nothing known of an administrator's activity",
      { ...ADMIN, activity: { state: "unknown", daysInactive: null } },
      "high",
    ],
  ])("of %s", (_, overrides, floor) => {
    expect(evaluateRisk(factsOf(overrides)).floor).toBe(floor);
  });

  test("never falls as abandonment or impact rise", () => {
    for (const row of ABANDONMENT_LEVELS.keys()) {
      for (const column of IMPACT_LEVELS.keys()) {
        const at = (r: number, c: number): number => {
          const abandonment = ABANDONMENT_LEVELS[r] ?? "very_likely";
          return riskRank(RISK_MATRIX[abandonment][IMPACT_LEVELS[c] ?? "severe"]);
        };
        expect(at(row + 1, column)).toBeGreaterThanOrEqual(at(row, column));
        expect(at(row, column + 1)).toBeGreaterThanOrEqual(at(row, column));
      }
    }
  });

  test("never falls with longer silence, a rarer return, more privilege or less protection", () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(4), (facts, step) => {
        const at = (changes: Partial<AnalysisFacts>): number => floorOf({ ...facts, ...changes });
        const days = (index: number) => ({ days_inactive: DAYS_BUCKETS[index] ?? ">365" }) as const;
        expect(at(days(step + 1))).toBeGreaterThanOrEqual(at(days(step)));
        const back = (index: number) => ({ return_probability: RETURN_BUCKETS[index] ?? ">40%" }) as const;
        expect(at(back(step))).toBeGreaterThanOrEqual(at(back(step + 1)));
        expect(at({ privileged: "yes" })).toBeGreaterThanOrEqual(at({ privileged: "no" }));
        expect(at({ mfa: "not_enrolled" })).toBeGreaterThanOrEqual(at({ mfa: "unknown" }));
        expect(at({ mfa: "unknown" })).toBeGreaterThanOrEqual(at({ mfa: "enrolled" }));
      }),
    );
  });

  test("does not depend on who the neighbours are or how old the feed is", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const stored = facts.stored_object;
        const older = stored === "unknown" ? stored : ({ ...stored, freshness: "very_stale" } as const);
        const other = { ...facts, peers: "none", stored_object: older } as const;
        expect(evaluateRisk(other)).toMatchObject({
          floor: evaluateRisk(facts).floor,
          margin: evaluateRisk(facts).margin,
        });
      }),
    );
  });

  test("says that the evidence is insufficient exactly where activity is not known", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const unknown = facts.state === "unknown" || facts.days_inactive === "unknown";
        expect(evaluateRisk(facts).insufficientEvidence).toBe(unknown);
      }),
    );
  });

  test("allows an analyst itself and one level more", () => {
    expect(levelsFrom("low")).toEqual(["low", "medium"]);
    expect(levelsFrom("critical")).toEqual(["critical"]);
  });
});

describe("the actions", () => {
  test("are never none, and none that contradict each other", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const actions = allowedActions(facts, evaluateRisk(facts)).map(({ action }) => action);
        expect(actions.length).toBeGreaterThan(0);
        expect(
          actions.includes("keep") && (actions.includes("disable_now") || actions.includes("disable_with_grace")),
        ).toBe(false);
        expect(actions.includes("disable_now") && actions.includes("disable_with_grace")).toBe(false);
      }),
    );
  });

  test("never propose to disable a service, shared or break-glass account out of hand", () => {
    for (const accountType of ["service", "shared", "break_glass"] as const) {
      const actions = actionsOf({ ...ADMIN, profile: { ...ADMIN.profile, accountType } });
      expect(actions).not.toContain("disable_now");
      expect(actions).not.toContain("disable_with_grace");
      expect(actions).toContain(accountType === "break_glass" ? "verify_emergency_access" : "rotate_credentials");
    }
  });

  test.each<[string, EvidenceInputOverrides, string]>([
    ["an abandoned administrator", ADMIN, "revoke_privileged_role"],
    [
      "a guest who never accepted",
      { profile: { accountType: "guest", invitation: "pending" }, activity: { state: "never_active" } },
      "remove_invitation",
    ],
    [
      "a decision that was never applied",
      { decisions: [{ kind: "disable", decidedAt: "2026-09-01T00:00:00.000Z", undone: false }] },
      "apply_earlier_decision",
    ],
    [
      "an account of unknown activity",
      { activity: { state: "unknown", daysInactive: null }, profile: { managerKnown: null } },
      "investigate_data_gap",
    ],
    [
      "an account in its usual pause",
      { rhythm: { returnProbability: 0.9 }, activity: { daysInactive: 40 } },
      "notify_user",
    ],
  ])("for %s begin with what matters most", (_, overrides, first) => {
    expect(actionsOf(overrides)[0]).toBe(first);
  });

  test("exist once each, in the order of the table", () => {
    expect(new Set(ACTION_RULES.map(({ action }) => action)).size).toBe(ACTION_RULES.length);
  });
});

describe("what would clear an account", () => {
  test("is proven by the rubric: a sign-in or disabling takes it off the list, every other change lowers the risk", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { change, risk_level } of counterfactual(facts)) {
          if (risk_level !== null) expect(riskRank(risk_level)).toBeLessThan(floorOf(facts));
          else expect(["sign_in", "disable"]).toContain(change);
        }
      }),
    );
  });

  test("names the role that makes an account critical", () => {
    expect(counterfactual(factsOf(ADMIN)).map(({ change, risk_level }) => [change, risk_level])).toEqual([
      ["sign_in", null],
      ["disable", null],
      ["revoke_privilege", "high"],
      ["enrol_mfa", "high"],
    ]);
  });
});

describe("the published table", () => {
  test("is the one that the code applies (write it with `node scripts/write-rules-doc.ts`)", () => {
    const published = readFileSync(new URL("../../../../../docs/rules.md", import.meta.url), "utf8");
    expect(published).toBe(renderRules());
  });

  test("shows every line of the rubric and every action", () => {
    const text = renderRules();
    for (const { text: line } of [...ABANDONMENT_FACTORS, ...IMPACT_FACTORS]) expect(text).toContain(line);
    for (const { title } of ACTION_RULES) expect(text).toContain(title);
  });
});
