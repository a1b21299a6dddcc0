import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkAnswer } from "../checks/check-answer.ts";
import { buildEvidence } from "../evidence/build-evidence.ts";
import { OWN_WORDS } from "../prompt/own-words.ts";
import { evidenceInput } from "../testing/arbitraries.ts";
import { allowedActions } from "./allowed-actions.ts";
import { evaluateRisk } from "./evaluate-risk.ts";
import { writeRulesAnswer } from "./write-rules-answer.ts";

const NOBODY = { names: [], addresses: [], ids: [], phones: [] };

describe("the rules as an analyst", () => {
  test("pass every check that a model's answer meets, with nothing dropped, for any input", () => {
    fc.assert(
      fc.property(evidenceInput, (input) => {
        const evidence = buildEvidence(input);
        const assessment = evaluateRisk(evidence.facts);
        const allowed = allowedActions(evidence.facts, assessment);
        const answer = writeRulesAnswer(evidence, assessment, allowed);
        const context = {
          evidence,
          assessment,
          allowed,
          identifiers: NOBODY,
          ownWords: OWN_WORDS,
          requestToken: "qbcdfghjkmnpqrst",
          canary: "qzzzzzzzzzzzzzzz",
        };
        const verdict = checkAnswer({ request_token: context.requestToken, ...answer }, context);
        expect({ dropped: verdict.dropped, answer: verdict.dropped.length > 0 ? answer : undefined }).toEqual({
          dropped: [],
          answer: undefined,
        });
        expect(verdict.accepted?.recommendations.length).toBe(answer.recommendations.length);
        expect(answer.recommendations.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});
