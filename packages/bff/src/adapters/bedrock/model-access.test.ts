import { describe, expect, it, onTestFinished } from "vitest";
import type { Fault } from "../../../test/bedrock-stand-in/faults.ts";
import { useBedrockStandIn } from "../../../test/bedrock-stand-in/use-bedrock-stand-in.ts";
import { createBedrock } from "./create-bedrock.ts";
import type { ModelAccessStatus } from "./model-access.ts";
import { DEFAULT_EMBEDDING_MODEL_ID } from "./model-catalogue.ts";

const standIn = useBedrockStandIn();

async function probe(chat: string | undefined, withEmbedder = false, attemptMs = 20_000) {
  const bedrock = createBedrock({
    region: "us-east-1",
    limits: { turnMs: 60_000, deadlineMs: 20_000, attemptMs, maxAttempts: 2 },
    surroundings: { sleep: async () => {} },
  });
  onTestFinished(() => bedrock.close());
  return bedrock.probe({
    chat: chat === undefined ? undefined : bedrock.chatModel(chat),
    embedder: withEmbedder ? bedrock.embedder(DEFAULT_EMBEDDING_MODEL_ID) : undefined,
  });
}

const HAIKU = "us.anthropic.claude-haiku-5-5";

describe("the doctor's look at the models", () => {
  it("says ok of each that answers in the form the product needs", async () => {
    const found = await probe(HAIKU, true);
    expect(found).toMatchObject([
      { modelId: DEFAULT_EMBEDDING_MODEL_ID, status: "ok", whatToDo: undefined },
      { modelId: HAIKU, status: "ok", whatToDo: undefined },
    ]);
  });

  it.each([
    ["anthropic.claude-3-haiku-20240307-v1:0", "retired", "on 2026-09-10: set us.anthropic.claude-haiku-5-5"],
    ["anthropic.claude-3-5-sonnet-20240620-v1:0", "retired", "on 2026-07-30: set us.anthropic.claude-sonnet-5"],
    ["anthropic.claude-haiku-5-5", "unknown", "set us.anthropic.claude-haiku-5-5"],
    ["us.anthropic.claude-9", "unknown", "check the id and AWS_REGION"],
  ] as const)("%s is %s: %s", async (modelId, status, advice) => {
    expect(await probe(modelId)).toMatchObject([{ modelId, status, whatToDo: expect.stringContaining(advice) }]);
  });

  const faults: readonly (readonly [Fault, ModelAccessStatus, string])[] = [
    ["legacy", "retired", "choose a current one"],
    ["access_denied", "no_access", "bedrock:InvokeModel"],
    ["use_case_form", "no_access", "use-case form"],
    ["throttled", "throttled", "quota"],
    ["quota_exceeded", "throttled", "quota"],
    ["reset", "unreachable", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME"],
    ["hang", "unreachable", "No answer came in time"],
    ["html_error", "unreachable", "health dashboard"],
    ["refusal", "unusable", "choose another one"],
  ];
  it.each(faults)("%s is %s, with what to do about it", async (fault, status, advice) => {
    standIn().inject(fault, { times: 9 });
    expect(await probe(HAIKU, false, fault === "hang" ? 50 : undefined)).toMatchObject([
      { status, whatToDo: expect.stringContaining(advice) },
    ]);
  });

  it("warns of a model that answers but has no price", async () => {
    const arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc";
    expect(await probe(arn)).toMatchObject([{ status: "ok", whatToDo: expect.stringContaining("price is unknown") }]);
  });

  it("makes no call for what is not configured", async () => {
    expect(await probe(undefined)).toEqual([]);
    expect(standIn().calls).toEqual([]);
  });
});
