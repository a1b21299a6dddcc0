import { inspect } from "node:util";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Fault } from "../../../test/bedrock-stand-in/faults.ts";
import { useBedrockStandIn } from "../../../test/bedrock-stand-in/use-bedrock-stand-in.ts";
import { type ChatRequest, MOST_TIMES_BILLED, ModelError, type ModelErrorKind } from "../../rag/ports.ts";
import { BedrockFault, type FaultReason } from "./bedrock-fault.ts";
import { type BedrockOptions, createBedrock } from "./create-bedrock.ts";
import { MODELS } from "./model-table.ts";

const standIn = useBedrockStandIn();
const SECRET = "Zsófia Nagy-Kovács";
const QUESTION: ChatRequest = {
  system: `You judge dormant accounts. ${SECRET}`,
  messages: [{ role: "user", text: `E1 idle 181-365, E2 mfa off, risk_floor: high, ${SECRET}` }],
  tool: {
    name: "report_insight",
    description: "Reports what is known.",
    inputSchema: {
      type: "object",
      properties: {
        risk_level: { type: "string", enum: ["critical", "high", "medium", "low"] },
        summary: { type: "string", maxLength: 200 },
        evidence_ids: { type: "array", items: { type: "string", pattern: "^E\\d+$" }, minItems: 1 },
      },
      required: ["risk_level", "summary", "evidence_ids"],
    },
  },
  maxTokens: 700,
};
const ANSWER = { risk_level: "high", summary: "The cited evidence supports this.", evidence_ids: ["E1"] };

/** Waits are recorded, not waited. */
function model(modelId = "us.anthropic.claude-haiku-5-5", options: Partial<BedrockOptions> = {}) {
  const waits: number[] = [];
  const bedrock = createBedrock({
    region: "us-east-1",
    limits: { turnMs: 60_000, deadlineMs: 60_000, attemptMs: 30_000, maxAttempts: 3 },
    ...options,
    surroundings: { random: () => 0.5, sleep: async (ms) => void waits.push(ms), ...options.surroundings },
  });
  onTestFinished(() => bedrock.close());
  return { chat: bedrock.chatModel(modelId), waits };
}

async function failure(asking: Promise<unknown>): Promise<ModelError> {
  const error = await asking.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ModelError)) throw new Error("no ModelError was thrown", { cause: error });
  return error;
}

const reasonOf = ({ cause }: ModelError) => (cause instanceof BedrockFault ? cause.reason : undefined);

describe("every chat model of the table that still answers", () => {
  const current = MODELS.filter(({ kind, lifecycle }) => kind === "chat" && lifecycle.state === "active");
  it.each(current.map(({ id }) => `us.${id}`))(
    "%s is asked in a way it accepts, and gives the tool's input",
    async (id) => {
      const answer = await model(id).chat.ask(QUESTION);
      expect(answer).toMatchObject({ input: ANSWER, modelId: id, attempts: 1 });
      expect(answer.usage.inputTokens).toBeGreaterThan(0);
      expect(answer.usage.outputTokens).toBeGreaterThan(0);
      expect(standIn().calls).toHaveLength(1);
      expect(standIn().calls[0]).toMatchObject({ modelId: id, httpVersion: "1.1", auth: "sigv4" });
    },
  );

  it("a model hidden behind an application profile is asked for plain JSON", async () => {
    const arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123";
    await expect(model(arn).chat.ask(QUESTION)).resolves.toMatchObject({ input: ANSWER, stopReason: "end_turn" });
  });

  it("a repair turn, with an answer of the model between two questions, is accepted too", async () => {
    const messages = [
      ...QUESTION.messages,
      { role: "assistant" as const, text: '{"risk_level":"none"}' },
      { role: "user" as const, text: "risk_level is not one of the allowed words. E1" },
    ];
    await expect(model().chat.ask({ ...QUESTION, messages })).resolves.toMatchObject({ attempts: 1 });
  });
});

describe("every fault ends in a stated way", () => {
  const table: readonly (readonly [Fault, ModelErrorKind, FaultReason, number])[] = [
    ["throttled", "throttled", "throttled", 3],
    ["model_not_ready", "throttled", "throttled", 3],
    ["untyped_429", "throttled", "throttled", 3],
    ["service_unavailable", "unavailable", "service_error", 3],
    ["internal_error", "unavailable", "service_error", 3],
    ["html_error", "unavailable", "service_error", 3],
    ["reset", "unavailable", "unreachable", 2],
    ["cut_in_body", "malformed_answer", "broken_answer", 2],
    ["model_timeout", "timeout", "model_timeout", 2],
    ["model_error", "unavailable", "model_error", 2],
    ["end_of_life", "end_of_life", "end_of_life", 1],
    ["legacy", "end_of_life", "end_of_life", 1],
    ["use_case_form", "access_denied", "use_case_form", 1],
    ["access_denied", "access_denied", "no_access", 1],
    ["validation", "invalid_request", "request_refused", 1],
    ["quota_exceeded", "quota_exceeded", "quota_exceeded", 1],
    ["empty", "malformed_answer", "empty_answer", 2],
    ["broken_json", "malformed_answer", "broken_answer", 2],
    ["max_tokens", "malformed_answer", "stopped_early", 1],
    ["unknown_stop", "malformed_answer", "stopped_early", 1],
    ["refusal", "malformed_answer", "stopped_early", 1],
    ["no_tool_use", "malformed_answer", "no_answer_block", 1],
  ];
  it.each(table)(
    "%s is %s (%s) after %i attempts, and says nothing of the text",
    async (fault, kind, reason, attempts) => {
      standIn().inject(fault, { times: 10 });
      const error = await failure(model().chat.ask(QUESTION));
      expect([error.kind, reasonOf(error), standIn().calls.length]).toEqual([kind, reason, attempts]);
      const everything = [
        error.message,
        error.stack,
        JSON.stringify(error),
        JSON.stringify(error.cause),
        inspect(error, { depth: 9, showHidden: true }),
      ];
      expect(everything.join()).not.toContain(SECRET);
      expect(everything.join()).not.toContain("dormant");
    },
  );

  it.each(["hang", "hang_in_body"] as const)("%s is a timeout, after one more attempt", async (fault) => {
    standIn().inject(fault, { times: 10 });
    const limits = { turnMs: 60_000, deadlineMs: 30_000, attemptMs: 500, maxAttempts: 3 };
    const error = await failure(model(undefined, { limits }).chat.ask(QUESTION));
    expect([error.kind, reasonOf(error), standIn().calls.length]).toEqual(["timeout", "attempt_timeout", 2]);
  });

  it("nobody at the port is unavailable", async () => {
    const { url } = standIn();
    onTestFinished(() => void vi.stubEnv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", url));
    vi.stubEnv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:1");
    const error = await failure(model().chat.ask(QUESTION));
    expect(error).toMatchObject({ kind: "unavailable", retryable: true });
    expect(error.message).toContain("ECONNREFUSED");
  });

  it("an empty bearer token, which the SDK takes for one, is missing credentials", async () => {
    onTestFinished(() => void vi.stubEnv("AWS_BEARER_TOKEN_BEDROCK", undefined));
    vi.stubEnv("AWS_BEARER_TOKEN_BEDROCK", "");
    const error = await failure(model().chat.ask(QUESTION));
    expect([error.kind, reasonOf(error)]).toEqual(["access_denied", "no_credentials"]);
  });

  it("no credentials anywhere are missing credentials", async () => {
    const { environment } = standIn();
    onTestFinished(() => {
      for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    });
    vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", undefined);
    const error = await failure(model().chat.ask(QUESTION));
    expect([error.kind, reasonOf(error)]).toEqual(["access_denied", "no_credentials"]);
  });

  it.each(["max_tokens", "unknown_stop", "refusal", "no_tool_use"] as const)(
    "%s was billed, and says so",
    async (fault) => {
      standIn().inject(fault);
      const { usage } = await failure(model().chat.ask(QUESTION));
      expect(usage?.inputTokens).toBeGreaterThan(0);
      expect(usage?.outputTokens).toBeGreaterThan(0);
    },
  );

  it("names the stop reason, so that a log tells a refusal from a budget too small", async () => {
    standIn().inject("refusal");
    expect((await failure(model().chat.ask(QUESTION))).message).toContain("refusal");
  });

  it.each(["wrong_citations", "injected_downgrade", "other_language", "echoed_text", "other_schema"] as const)(
    "%s is an answer all the same: what it says is the caller's to judge",
    async (fault) => {
      standIn().inject(fault, { text: SECRET });
      const { input } = await model().chat.ask(QUESTION);
      expect(input).not.toEqual(ANSWER);
    },
  );

  it("takes the answer by its kind when thinking comes first", async () => {
    standIn().inject("thinking_first");
    await expect(model().chat.ask(QUESTION)).resolves.toMatchObject({ input: ANSWER });
  });
});

describe("retries", () => {
  it("wait exponentially with full jitter, and count as attempts", async () => {
    standIn().inject("throttled", { times: 2 });
    const { chat, waits } = model();
    await expect(chat.ask(QUESTION)).resolves.toMatchObject({ attempts: 3, input: ANSWER });
    expect(waits).toEqual([500, 1_000]);
  });

  it("wait at least as long as the service asks: seconds in one header, milliseconds in the other", async () => {
    standIn().inject("throttled", { headers: { "retry-after": "7" } });
    standIn().inject("throttled", { headers: { "x-amz-retry-after": "2500" } });
    const { chat, waits } = model();
    await chat.ask(QUESTION);
    expect(waits).toEqual([7_000, 2_500]);
  });

  it("do not begin a wait that the deadline would cut: the true fault comes at once", async () => {
    standIn().inject("throttled", { times: 9, headers: { "retry-after": "30" } });
    const { chat, waits } = model(undefined, {
      limits: { turnMs: 60_000, deadlineMs: 4_500, attemptMs: 4_000, maxAttempts: 3 },
    });
    expect((await failure(chat.ask(QUESTION))).kind).toBe("throttled");
    expect(waits).toEqual([]);
  });

  it("a mixed series goes on until an answer", async () => {
    standIn().inject("model_timeout");
    standIn().inject("throttled");
    await expect(model().chat.ask(QUESTION)).resolves.toMatchObject({ attempts: 3, unheard: 1 });
  });

  it.each([
    ["model_timeout", "reset"],
    ["reset", "cut_in_body"],
    ["hang", "empty"],
  ] as const)("what may have been billed is sent once more and no more: %s, then %s", async (first, second) => {
    standIn().inject(first);
    standIn().inject("throttled");
    standIn().inject(second);
    const limits = { turnMs: 60_000, deadlineMs: 30_000, attemptMs: 500, maxAttempts: 9 };
    const { requests } = await failure(model(undefined, { limits }).chat.ask(QUESTION));
    expect(requests).toEqual({ attempts: 3, unheard: MOST_TIMES_BILLED });
  });

  it("of an answer whose tokens are known nothing is unheard", async () => {
    standIn().inject("max_tokens");
    const { requests, usage } = await failure(model().chat.ask(QUESTION));
    expect(requests).toEqual({ attempts: 1, unheard: 0 });
    expect(usage?.outputTokens).toBeGreaterThan(0);
  });

  it("a question that never got its turn was not sent", async () => {
    const { requests } = await failure(model().chat.ask({ ...QUESTION, signal: AbortSignal.abort() }));
    expect(requests).toEqual({ attempts: 0, unheard: 0 });
  });
});

describe("time", () => {
  it("a call ends at its deadline, with a real backoff under way", async () => {
    standIn().inject("service_unavailable", { times: 999 });
    const bedrock = createBedrock({
      region: "us-east-1",
      limits: { turnMs: 60_000, deadlineMs: 150, attemptMs: 100, maxAttempts: 999 },
    });
    onTestFinished(() => bedrock.close());
    const startedAt = performance.now();
    const error = await failure(bedrock.chatModel().ask(QUESTION));
    expect(["timeout", "unavailable"]).toContain(error.kind);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it("a hanging model ends at the deadline when no attempt has a limit of its own", async () => {
    standIn().inject("hang");
    const { chat } = model(undefined, {
      limits: { turnMs: 60_000, deadlineMs: 80, attemptMs: 60_000, maxAttempts: 3 },
    });
    const error = await failure(chat.ask(QUESTION));
    expect([error.kind, reasonOf(error)]).toEqual(["timeout", "deadline"]);
  });

  it("a caller that gives up is obeyed at once, before and during a call", async () => {
    const { chat } = model();
    expect((await failure(chat.ask({ ...QUESTION, signal: AbortSignal.abort() }))).kind).toBe("aborted");
    expect(standIn().calls).toHaveLength(0);
    standIn().inject("hang");
    const caller = new AbortController();
    const asking = failure(chat.ask({ ...QUESTION, signal: caller.signal }));
    while (standIn().calls.length === 0) await new Promise(setImmediate);
    caller.abort();
    expect(await asking).toMatchObject({ kind: "aborted", retryable: false });
  });
});

describe("what calls share", () => {
  it("never more at once than allowed, over all models of the process", async () => {
    const bedrock = createBedrock({ region: "us-east-1", concurrency: 3 });
    onTestFinished(() => bedrock.close());
    const models = ["us.anthropic.claude-haiku-5-5", "us.anthropic.claude-sonnet-5"].map((id) => bedrock.chatModel(id));
    await Promise.all(models.flatMap((chat) => Array.from({ length: 12 }, () => chat.ask(QUESTION))));
    expect(standIn().calls).toHaveLength(24);
    expect(Math.max(...standIn().calls.map(({ concurrent }) => concurrent))).toBeLessThanOrEqual(3);
  });

  it("five failures within a minute spare the model two minutes; then one call tries, and its success reopens", async () => {
    let now = 0;
    const { chat } = model(undefined, { surroundings: { now: () => now } });
    standIn().inject("service_unavailable", { times: 15 });
    for (let call = 0; call < 5; call += 1) expect((await failure(chat.ask(QUESTION))).kind).toBe("unavailable");
    expect(await failure(chat.ask(QUESTION))).toMatchObject({ kind: "circuit_open", retryable: false });
    expect(standIn().calls).toHaveLength(15);
    now = 120_000;
    await expect(chat.ask(QUESTION)).resolves.toMatchObject({ attempts: 1 });
    await expect(chat.ask(QUESTION)).resolves.toMatchObject({ attempts: 1 });
  });

  it("a retired model is called once, and stays known as retired to the callers after", async () => {
    const { chat } = model("anthropic.claude-3-haiku-20240307-v1:0");
    for (let call = 0; call < 3; call += 1) expect((await failure(chat.ask(QUESTION))).kind).toBe("end_of_life");
    expect(standIn().calls).toHaveLength(1);
  });

  it("one model's failures are not another's", async () => {
    const bedrock = createBedrock({ region: "us-east-1" });
    onTestFinished(() => bedrock.close());
    await failure(bedrock.chatModel("anthropic.claude-3-haiku-20240307-v1:0").ask(QUESTION));
    await expect(bedrock.chatModel().ask(QUESTION)).resolves.toMatchObject({ attempts: 1 });
  });
});
