import { Insight } from "@dormant-users/shared-types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Analysis, analyse } from "./analyse.ts";
import type { ChatRequest } from "./ports.ts";
import { evidenceInput } from "./testing/arbitraries.ts";
import { buildEvidenceInput, type EvidenceInputOverrides } from "./testing/evidence-input.ts";
import { FakeChat, failure, idOf, type Reply, tokenOf } from "./testing/fake-chat.ts";

const WHO = { names: ["Maren Kvist"], addresses: ["m.kvist@northwind.example"], ids: ["00u9k2w1xz"], phones: [] };
/** Likely abandoned, impact high: the floor is high. */
const HIGH: EvidenceInputOverrides = { profile: { privileged: true }, activity: { daysInactive: 200 } };

function run(chat: FakeChat | undefined, options: object = {}, overrides = HIGH): Promise<Analysis> {
  return analyse({ input: buildEvidenceInput(overrides), identifiers: WHO }, { chat, ...options });
}

const good = (request: ChatRequest) => ({
  request_token: tokenOf(request),
  risk: {
    evidence_ids: [idOf(request, "days_inactive"), idOf(request, "privileged")],
    level: "high",
    reason: "High risk: quiet for 181 to 365 days while it holds a privileged role.",
  },
  summary: [
    { evidence_ids: [idOf(request, "days_inactive")], text: "The account has been quiet for 181 to 365 days." },
    { evidence_ids: [idOf(request, "mfa")], text: "MFA is enrolled on the account." },
  ],
  recommendations: [
    {
      evidence_ids: [idOf(request, "privileged")],
      action: "revoke_privileged_role",
      detail: "Take the privileged role away until it is needed.",
    },
    {
      evidence_ids: [idOf(request, "manager")],
      action: "notify_manager",
      detail: "A manager is on record and can be asked.",
    },
  ],
});
type Good = ReturnType<typeof good>;
const changed =
  (change: (answer: Good) => unknown): Reply =>
  (request) =>
    change(good(request));

describe("a good answer", () => {
  test("becomes the insight, marked as the model's, with its evidence and what it took", async () => {
    const { insight, dropped, usage, modelCalls } = await run(new FakeChat(good));
    expect(Insight.parse(insight)).toEqual(insight);
    expect(insight).toMatchObject({ source: "model", model_id: "fake-chat-1", rules_reason: null, risk_level: "high" });
    expect(insight.recommendations.map(({ action, priority }) => [action, priority])).toEqual([
      ["revoke_privileged_role", 1],
      ["notify_manager", 2],
    ]);
    expect(insight.confidence).toBeGreaterThan(0.85);
    expect({ dropped, usage, modelCalls }).toEqual({
      dropped: [],
      usage: { inputTokens: 1000, outputTokens: 200 },
      modelCalls: 1,
    });
  });

  test("may raise the level by one where it cites a cause, with less confidence", async () => {
    const raised = changed((answer) => ({
      ...answer,
      risk: { ...answer.risk, level: "critical", reason: "Critical risk: it holds a privileged role and is quiet." },
    }));
    const { insight } = await run(new FakeChat(raised));
    expect(insight).toMatchObject({ source: "model", risk_level: "critical", risk_floor: "high" });
    expect(insight.confidence).toBeLessThanOrEqual(0.7);
  });

  test("that leaves out what the rules put first gets it added", async () => {
    const { insight } = await run(
      new FakeChat(changed((answer) => ({ ...answer, recommendations: answer.recommendations.slice(1) }))),
    );
    expect(insight.recommendations.map(({ action }) => action)).toEqual(["revoke_privileged_role", "notify_manager"]);
  });
});

describe("an answer with a bad part", () => {
  test("loses that part, and what was dropped is recorded with its reason", async () => {
    const mixed = changed((answer) => ({
      ...answer,
      summary: [...answer.summary, { evidence_ids: ["E99"], text: "MFA is enrolled on the account." }],
      recommendations: [
        ...answer.recommendations,
        { evidence_ids: ["E1"], action: "keep", detail: "Keep the account as it is." },
      ],
    }));
    const { insight, dropped } = await run(new FakeChat(mixed));
    expect(insight.source).toBe("model");
    expect(insight.summary).toHaveLength(3);
    expect(dropped).toEqual([
      { part: "summary", index: 2, reason: "unknown_evidence", about: "1" },
      { part: "recommendation", index: 2, reason: "action_not_allowed", about: "keep" },
    ]);
    expect(insight.confidence).toBeLessThanOrEqual(0.5);
  });
});

describe("an answer that cannot be shown", () => {
  const CASES: [string, Reply, string][] = [
    [
      "a level under the floor",
      changed((a) => ({
        ...a,
        risk: { ...a.risk, level: "medium", reason: "Medium risk: quiet for 181 to 365 days." },
      })),
      "risk_below_floor",
    ],
    ["another request's answer", changed((a) => ({ ...a, request_token: "qzzzzzzzzzzzzzzz" })), "wrong_request"],
    [
      "the user's name",
      changed((a) => ({ ...a, summary: [{ ...a.summary[0], text: "Kvist has been quiet for 181 to 365 days." }] })),
      "leaked_identifier",
    ],
    [
      "an address among the citations",
      changed((a) => ({ ...a, risk: { ...a.risk, evidence_ids: ["m.kvist@northwind.example"] } })),
      "leaked_identifier",
    ],
    [
      "the canary",
      (q) => ({ ...good(q), risk: { ...good(q).risk, reason: `High risk ${/: (q\S+)$/.exec(q.system)?.[1]}.` } }),
      "leaked_canary",
    ],
    [
      "the token in a sentence",
      (q) => ({ ...good(q), risk: { ...good(q).risk, reason: `High risk of ${tokenOf(q)} that is quiet.` } }),
      "echoed_token",
    ],
    [
      "another user's token in a sentence",
      changed((a) => ({ ...a, risk: { ...a.risk, reason: "High risk of qbcdfghjkmnpqrst that is quiet." } })),
      "echoed_token",
    ],
    [
      "another language",
      changed((a) => ({ ...a, risk: { ...a.risk, reason: "Das Konto ist seit langem inaktiv und hat eine Rolle." } })),
      "not_english",
    ],
    [
      "no claim that holds",
      changed((a) => ({ ...a, summary: [{ evidence_ids: ["E1"], text: "It was quiet for 900 days." }] })),
      "unsupported_number",
    ],
    [
      "a raise without a cause",
      changed((a) => ({
        ...a,
        risk: { evidence_ids: ["E11"], level: "critical", reason: "Critical risk: MFA is enrolled here." },
      })),
      "risk_raised_without_cause",
    ],
    ["something else altogether", () => "I cannot help with that.", "not_parsable"],
    ["nothing", () => undefined, "not_parsable"],
    ["an empty object", () => ({}), "not_parsable"],
  ];

  test.each(CASES)("%s: one repair, then the model's corrected answer", async (_, bad, reason) => {
    const chat = new FakeChat(bad, good);
    const { insight, dropped, modelCalls, usage } = await run(chat);
    expect(dropped.map((each) => each.reason)).toContain(reason);
    expect(insight.source).toBe("model");
    expect({ modelCalls, tokens: usage.inputTokens }).toEqual({ modelCalls: 2, tokens: 2000 });
  });

  test.each(CASES)(
    "%s twice: the rules' own insight, marked, with everything that was dropped",
    async (_, bad, reason) => {
      const { insight, dropped } = await run(new FakeChat(bad, bad));
      expect(insight).toMatchObject({
        source: "rules",
        rules_reason: "answer_rejected",
        model_id: null,
        risk_level: "high",
      });
      expect(dropped.map((each) => each.reason)).toContain(reason);
      expect(Insight.parse(insight)).toEqual(insight);
    },
  );

  test("is never quoted back to the model when it names the user", async () => {
    const leaking = changed((a) => ({ ...a, summary: [{ ...a.summary[0], text: "Kvist is quiet." }] }));
    const chat = new FakeChat(leaking, good);
    const { insight } = await run(chat);
    expect(insight.source).toBe("model");
    expect(JSON.stringify(chat.questions)).not.toContain("Kvist");
  });

  test("gets no repair when there is no time left for one", async () => {
    const clock = [0, 0, 0, 4200, 4200, 4200, 4200];
    const chat = new FakeChat(() => ({}), good);
    await run(chat, { now: () => clock.shift() ?? 4200 });
    expect(chat.questions).toHaveLength(1);
  });
});

describe("a model that fails", () => {
  test.each([
    "throttled",
    "unavailable",
    "circuit_open",
    "end_of_life",
    "access_denied",
    "invalid_request",
    "quota_exceeded",
  ] as const)("with %s leaves the user with the rules' insight, and its tokens counted", async (kind) => {
    const { insight, usage, modelErrors } = await run(new FakeChat(() => failure(kind)));
    expect(insight).toMatchObject({ source: "rules", rules_reason: "model_failed" });
    expect(usage).toEqual({ inputTokens: 10, outputTokens: 1 });
    expect(modelErrors.map((error) => error.kind)).toEqual([kind]);
  });

  test("with an answer that cannot be read is asked once more", async () => {
    const { insight, modelCalls, usage } = await run(new FakeChat(() => failure("malformed_answer"), good));
    expect(insight.source).toBe("model");
    expect({ modelCalls, usage }).toEqual({ modelCalls: 2, usage: { inputTokens: 1010, outputTokens: 201 } });
  });

  test("and hangs, deaf to its signal, is given up at the deadline", async () => {
    const { insight, latencyMs } = await run(new FakeChat(() => new Promise(() => {})), { deadlineMs: 50 });
    expect(insight).toMatchObject({ source: "rules", rules_reason: "deadline_passed" });
    expect(latencyMs).toBeLessThan(10_000);
  });

  test("in a way nobody foresaw is a failure like any other", async () => {
    const { insight } = await run(new FakeChat(() => new TypeError("undefined is not a function")));
    expect(insight.rules_reason).toBe("model_failed");
  });

  test("is not asked where there is no model or no budget, and the insight says which", async () => {
    expect((await run(undefined)).insight.rules_reason).toBe("no_model");
    const broke = await run(undefined, { withoutChat: "budget_exhausted" });
    expect(broke.insight.rules_reason).toBe("budget_exhausted");
    expect(broke.usage).toEqual({ inputTokens: 0, outputTokens: 0 });
  });
});

test("a caller that aborts gets its own reason back, before and during the question", async () => {
  const stopped = AbortSignal.abort(new Error("run cancelled"));
  const request = { input: buildEvidenceInput(), identifiers: WHO };
  await expect(analyse({ ...request, signal: stopped }, { chat: new FakeChat(good) })).rejects.toThrow("run cancelled");
  const controller = new AbortController();
  const hanging = new FakeChat(() => {
    controller.abort(new Error("run cancelled"));
    return new Promise(() => {});
  });
  await expect(analyse({ ...request, signal: controller.signal }, { chat: hanging })).rejects.toThrow("run cancelled");
});

test("a question in which the gate finds something is not sent", async () => {
  const chat = new FakeChat(good);
  const nonces = { requestToken: "qkvist", canary: "qvwxzbcdfghjkmnp", boundary: "qfghjkmnpqrstvwx" };
  const { insight, egressFindings } = await run(chat, { drawNonces: () => nonces });
  expect(insight.rules_reason).toBe("egress_blocked");
  expect(egressFindings).toMatchObject([{ kind: "name" }]);
  expect(chat.questions).toEqual([]);
});

test("whatever the database holds and whatever the model says, there is a valid insight at or above the floor", async () => {
  await fc.assert(
    fc.asyncProperty(evidenceInput, fc.jsonValue(), async (input, nonsense) => {
      const { insight } = await analyse(
        { input, identifiers: WHO },
        {
          chat: new FakeChat(
            () => nonsense,
            () => nonsense,
          ),
        },
      );
      expect(Insight.parse(insight)).toEqual(insight);
      expect(insight.source).toBe("rules");
      const sum = insight.confidence_terms.reduce((total, { points }) => total + points, 0);
      expect(sum).toBeCloseTo(insight.confidence, 3);
    }),
    { numRuns: 300 },
  );
});
