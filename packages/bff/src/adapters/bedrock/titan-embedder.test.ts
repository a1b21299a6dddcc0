import { describe, expect, it, onTestFinished } from "vitest";
import { useBedrockStandIn } from "../../../test/bedrock-stand-in/use-bedrock-stand-in.ts";
import { type Embedding, ModelError } from "../../rag/ports.ts";
import { type BedrockOptions, createBedrock } from "./create-bedrock.ts";
import { DEFAULT_EMBEDDING_MODEL_ID, G1_EMBEDDING_MODEL_ID } from "./model-catalogue.ts";

const standIn = useBedrockStandIn();

function embedder(modelId = DEFAULT_EMBEDDING_MODEL_ID, dimensions?: number, options: Partial<BedrockOptions> = {}) {
  const waits: number[] = [];
  const bedrock = createBedrock({
    region: "us-east-1",
    limits: { turnMs: 60_000, deadlineMs: 60_000, attemptMs: 30_000, maxAttempts: 4 },
    ...options,
    surroundings: { random: () => 0.5, sleep: async (ms) => void waits.push(ms) },
  });
  onTestFinished(() => bedrock.close());
  return { embed: bedrock.embedder(modelId, dimensions).embed.bind(bedrock.embedder(modelId, dimensions)), waits };
}

const texts = (count: number) => Array.from({ length: count }, (_, index) => `department d${index}`);
const about = (word: string) => (call: { readonly text: string }) => call.text.includes(`${word}"`);
const kinds = (results: readonly (Embedding | ModelError)[]) =>
  results.map((result) => (result instanceof ModelError ? result.kind : "ok"));

function vectors(results: readonly (Embedding | ModelError)[]): Float32Array[] {
  return results.map((result) => {
    if (result instanceof ModelError) throw result;
    return result.vector;
  });
}

describe("vectors", () => {
  it.each([
    [G1_EMBEDDING_MODEL_ID, undefined, 1536],
    [DEFAULT_EMBEDDING_MODEL_ID, undefined, 1024],
    [DEFAULT_EMBEDDING_MODEL_ID, 512, 512],
    [DEFAULT_EMBEDDING_MODEL_ID, 256, 256],
  ])("%s at %s has %i dimensions, unit length and metered tokens", async (modelId, asked, dimensions) => {
    const [result] = await embedder(modelId, asked).embed(["department finance, mfa off"]);
    const { vector, inputTokens } = result as Embedding;
    expect(vector).toHaveLength(dimensions);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
    expect(inputTokens).toBeGreaterThan(0);
    expect(standIn().calls[0]?.modelId).toBe(modelId);
  });

  it("G1 is sent the text and nothing else; V2 its dimensions", async () => {
    await embedder(G1_EMBEDDING_MODEL_ID).embed(["x"]);
    await embedder(DEFAULT_EMBEDDING_MODEL_ID, 256).embed(["x"]);
    expect(standIn().calls.map(({ body }) => body)).toEqual([
      { inputText: "x" },
      { inputText: "x", dimensions: 256, normalize: true, embeddingTypes: ["float"] },
    ]);
  });

  it("come in the order of the texts, however the answers come", async () => {
    const [all, ...single] = await Promise.all([
      embedder().embed(texts(25)),
      ...texts(25).map((text) => embedder().embed([text])),
    ]);
    expect(vectors(all)).toEqual(single.flatMap(vectors));
  });

  it("dimensions a model has not, and models that make none, are refused when configured", () => {
    expect(() => embedder(DEFAULT_EMBEDDING_MODEL_ID, 1536)).toThrow(/1024, 512, 256 dimensions, not 1536/);
    expect(() => embedder("us.anthropic.claude-haiku-5-5")).toThrow(RangeError);
  });

  it("ten at a time, and no call for no text", async () => {
    await embedder(undefined, undefined, { concurrency: 50 }).embed(texts(35));
    expect(standIn().calls).toHaveLength(35);
    expect(Math.max(...standIn().calls.map(({ concurrent }) => concurrent))).toBeLessThanOrEqual(10);
    standIn().reset();
    expect(await embedder().embed([])).toEqual([]);
    expect(standIn().calls).toHaveLength(0);
  });
});

describe("what fails", () => {
  it("throttling is waited out with jitter, text by text", async () => {
    standIn().inject("throttled", { times: 3, when: about("d1") });
    const { embed, waits } = embedder();
    expect(kinds(await embed(texts(3)))).toEqual(["ok", "ok", "ok"]);
    expect(waits).toEqual([500, 1_000, 2_000]);
    expect(standIn().calls).toHaveLength(6);
  });

  it("one text's trouble is reported at its place, and is no other's", async () => {
    standIn().inject("throttled", { times: 9, when: about("d1") });
    standIn().inject("validation", { when: about("d3") });
    const results = await embedder().embed([...texts(5), "", " ", "word ".repeat(9_000)]);
    expect(kinds(results)).toEqual([
      "ok",
      "throttled",
      "ok",
      "invalid_request",
      "ok",
      "invalid_request",
      "invalid_request",
      "invalid_request",
    ]);
  });

  it.each(["null_in_vector", "short_vector", "zero_vector", "empty", "broken_json", "cut_in_body"] as const)(
    "%s is no vector, and what was counted stays counted",
    async (fault) => {
      standIn().inject(fault, { times: 2, when: about("d0") });
      const [bad, good] = await embedder().embed(texts(2));
      expect(bad).toMatchObject({ name: "ModelError", kind: "malformed_answer" });
      expect(good).not.toBeInstanceOf(ModelError);
      if (fault.endsWith("vector")) expect((bad as ModelError).usage?.inputTokens).toBeGreaterThan(0);
    },
  );

  it.each([
    ["access_denied", "access_denied"],
    ["end_of_life", "end_of_life"],
    ["throttled", "throttled"],
    ["reset", "unavailable"],
  ] as const)("throws when %s keeps every text from being embedded", async (fault, kind) => {
    standIn().inject(fault, { times: 999 });
    await expect(embedder().embed(texts(12))).rejects.toMatchObject({ name: "ModelError", kind });
  });

  it("a model without access is asked by those under way, not by the rest", async () => {
    standIn().inject("access_denied", { times: 999 });
    await embedder()
      .embed(texts(200))
      .catch(() => {});
    expect(standIn().calls.length).toBeLessThanOrEqual(10);
  });

  it("texts that are all bad are reported, not thrown: the model is well", async () => {
    expect(kinds(await embedder().embed(["", "\n"]))).toEqual(["invalid_request", "invalid_request"]);
  });

  it("a caller that gives up keeps what was done", async () => {
    standIn().inject("hang", { when: about("d2") });
    const caller = new AbortController();
    const oneByOne = embedder(undefined, undefined, { concurrency: 1 });
    const embedding = oneByOne.embed(texts(3), { signal: caller.signal });
    while (standIn().calls.length < 3) await new Promise(setImmediate);
    caller.abort();
    expect(kinds(await embedding)).toEqual(["ok", "ok", "aborted"]);
  });
});
