import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evidenceInput } from "../testing/arbitraries.ts";
import { buildEvidenceInput, type EvidenceInputOverrides } from "../testing/evidence-input.ts";
import { buildEvidence, FACT_KEYS } from "./build-evidence.ts";
import { embeddingText } from "./embedding-text.ts";
import { type AnalysisVersions, embeddingHash, evidenceHash } from "./evidence-hash.ts";
import { FACT_WORDS } from "./fact-values.ts";
import { words } from "./fold.ts";

const VERSIONS: AnalysisVersions = { evidence: "e", rules: "r", prompt: "p", analyst: "a" };
const hashOf = (overrides: EvidenceInputOverrides = {}): string =>
  evidenceHash(buildEvidence(buildEvidenceInput(overrides)).facts, VERSIONS);

describe("the list of evidence", () => {
  test("numbers its facts without gaps, in one fixed order, whatever is known", () => {
    fc.assert(
      fc.property(evidenceInput, (input) => {
        const { list } = buildEvidence(input);
        expect(list.map(({ id }) => id)).toEqual(list.map((_, index) => `E${index + 1}`));
        const places = list.map(({ key }) => FACT_KEYS.indexOf(key));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(buildEvidence(structuredClone(input))).toEqual(buildEvidence(input));
      }),
    );
  });

  test("says everything in closed words and small numbers", () => {
    fc.assert(
      fc.property(evidenceInput, (input) => {
        const evidence = buildEvidence(input);
        const said = [...evidence.list.map(({ text }) => text), embeddingText(evidence.facts)].flatMap(words);
        expect(said.filter((word) => !FACT_WORDS.has(word) && !/^\d{1,3}$/.test(word))).toEqual([]);
      }),
    );
  });

  test("says who observed what, and when", () => {
    const { list } = buildEvidence({
      ...buildEvidenceInput(),
      origins: { mfa: { source: "entra", observedAt: "2026-11-20T00:00:00.000Z" } },
    });
    const fact = (key: string) => list.find((each) => each.key === key);
    expect(fact("mfa")).toMatchObject({
      source: "entra",
      observedAt: "2026-11-20T00:00:00.000Z",
      text: "MFA: enrolled.",
    });
    expect(fact("privileged")).toMatchObject({ source: "okta", observedAt: "2026-11-22T06:00:00.000Z" });
    expect(fact("days_inactive")).toMatchObject({ source: "detection", value: "91-180" });
  });

  test("counts neighbours by outcome and leaves undone decisions out", () => {
    const { facts } = buildEvidence(
      buildEvidenceInput({
        peers: {
          closeFrom: 0.9,
          nearFrom: 0.7,
          neighbours: [
            { similarity: 0.95, outcome: "disabled" },
            { similarity: 0.92, outcome: "open" },
            { similarity: 0.4, outcome: "returned" },
            { similarity: Number.NaN, outcome: "kept" },
          ],
        },
        decisions: [
          { kind: "disable", decidedAt: "2026-11-01T00:00:00.000Z", undone: true },
          { kind: "notify", decidedAt: "2026-09-01T00:00:00.000Z", undone: false },
          { kind: "keep", decidedAt: "2026-10-20T00:00:00.000Z", undone: false },
        ],
      }),
    );
    expect(facts.peers).toEqual({ similar: 3, returned: 1, disabled: 1, kept: 0, open: 1, closeness: "close" });
    expect(facts.latest_decision).toEqual({ kind: "keep", age: "31-90" });
    expect(facts.earlier_decisions).toEqual([{ kind: "notify", age: "31-90" }]);
  });
});

describe("the hash that decides about a new analysis", () => {
  test("holds still from day to day within a bucket", () => {
    expect(hashOf({ now: "2026-11-24T06:00:00.000Z", activity: { daysInactive: 119 } })).toBe(hashOf());
  });

  test("does not depend on neighbours, on the feed's age, or on the order of groups and sources", () => {
    const neighbours = [{ similarity: 0.9, outcome: "returned" as const }];
    expect(hashOf({ peers: { neighbours, closeFrom: 0.9, nearFrom: 0.7 } })).toBe(hashOf());
    expect(
      hashOf({ storedObject: { source: "okta", status: "enabled", snapshotAt: "2026-01-01T00:00:00.000Z" } }),
    ).toBe(hashOf());
    expect(hashOf({ profile: { groupNames: ["VPN", "Finance"] } })).toBe(
      hashOf({ profile: { groupNames: ["Finance", "VPN"] } }),
    );
  });

  test.each([
    ["a bucket is crossed", { activity: { daysInactive: 181 } }],
    ["MFA changes", { profile: { mfaEnrolled: false } }],
    ["a privileged role is granted", { profile: { privileged: true } }],
    ["a group opens something new", { profile: { groupNames: ["All Staff", "Payroll"] } }],
    ["the return bucket changes", { rhythm: { returnProbability: 0.3 } }],
    [
      "somebody decides",
      { decisions: [{ kind: "keep" as const, decidedAt: "2026-11-01T00:00:00.000Z", undone: false }] },
    ],
    [
      "the stored status changes",
      { storedObject: { source: "okta" as const, status: "locked" as const, snapshotAt: "2026-11-22T05:00:00.000Z" } },
    ],
  ])("changes when %s", (_, overrides) => {
    expect(hashOf(overrides)).not.toBe(hashOf());
  });

  test("changes with every version", () => {
    const { facts } = buildEvidence(buildEvidenceInput());
    const hashes = Object.keys(VERSIONS).map((key) => evidenceHash(facts, { ...VERSIONS, [key]: "other" }));
    expect(new Set([...hashes, evidenceHash(facts, VERSIONS)]).size).toBe(5);
  });

  test("of an embedding holds the text and the model, and the text holds neither decisions nor neighbours", () => {
    const text = (overrides: EvidenceInputOverrides = {}) =>
      embeddingText(buildEvidence(buildEvidenceInput(overrides)).facts);
    expect(embeddingHash(text(), "a")).not.toBe(embeddingHash(text(), "b"));
    expect(text({ decisions: [{ kind: "disable", decidedAt: "2026-11-01T00:00:00.000Z", undone: false }] })).toBe(
      text(),
    );
    expect(text({ profile: { department: "Finance" } })).not.toBe(text());
  });
});
