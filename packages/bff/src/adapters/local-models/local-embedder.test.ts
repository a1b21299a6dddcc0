import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Embedding, ModelError } from "../../rag/ports.ts";
import { LocalEmbedder } from "./local-embedder.ts";

const embedder = new LocalEmbedder();

async function vectorOf(text: string): Promise<Float32Array> {
  const [result] = await embedder.embed([text]);
  return (result as Embedding).vector;
}

async function similarity(one: string, other: string): Promise<number> {
  const [a, b] = await Promise.all([vectorOf(one), vectorOf(other)]);
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

describe("a vector", () => {
  it.each(["mfa off", "idle 181-365; privileged yes; department finance", "部署 経理", "x", "😀 a"])(
    "of %s has 512 dimensions and unit length",
    async (text) => {
      const vector = await vectorOf(text);
      expect(vector).toHaveLength(embedder.dimensions);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
    },
  );

  it("is the same to the bit on every machine and in every release: another value is another model id", async () => {
    const vector = await vectorOf("idle 181-365; mfa off; privileged yes; département Trésorerie");
    const bytes = new DataView(new ArrayBuffer(4 * vector.length));
    vector.forEach((value, index) => {
      bytes.setFloat32(4 * index, value, true);
    });
    expect(embedder.modelId).toBe("local-hash-v1");
    expect(createHash("sha256").update(new Uint8Array(bytes.buffer)).digest("hex")).toBe(
      "20293b25de9302ff7e5986efaaab5079433a2d6ad2e4a293e11317dc78509f30",
    );
  });

  it("does not depend on case, on compatibility forms, or on punctuation", async () => {
    expect(await vectorOf("MFA: Off, ﬁnance!")).toEqual(await vectorOf("mfa off finance"));
  });
});

describe("nearness", () => {
  it("grows with the facts that are shared", async () => {
    const facts = ["idle 181-365", "mfa off", "privileged yes", "department finance", "licences 2-4"];
    const base = facts.join("; ");
    const near = await similarity(base, facts.with(0, "idle 91-180").join("; "));
    const farther = await similarity(base, facts.with(0, "idle 91-180").with(3, "department sales").join("; "));
    const far = await similarity(base, "idle 0-30; mfa on; privileged no; department sales; licences 0");
    expect(near).toBeGreaterThan(farther);
    expect(farther).toBeGreaterThan(far);
  });

  it("minds which key a value belongs to", async () => {
    expect(await similarity("mfa: on. privileged: off.", "mfa: off. privileged: on.")).toBeLessThan(0.5);
  });

  it("counts equal facts: words that most sentences share do not make strangers alike", async () => {
    const base = "Holds a privileged role. Account age: 0 to 30 days. Quiet for 31 to 60 days.";
    const sameFact = await similarity(
      base,
      "Holds a privileged role. Account age: 31 to 90 days. Quiet for 61 to 90 days.",
    );
    const sameWords = await similarity(
      base,
      "Holds no privileged role. Account age: 31 to 60 days. Quiet for 0 to 30 days.",
    );
    expect(sameFact).toBeGreaterThan(sameWords);
  });

  it("does not depend on the order of the facts", async () => {
    expect(await similarity("MFA: off. Quiet for 0 to 30 days.", "Quiet for 0 to 30 days. MFA: off.")).toBeCloseTo(
      1,
      6,
    );
  });

  it("sees a word in its inflections, and strangers as strangers", async () => {
    const inflected = await similarity("job administrator", "job administrators");
    expect(inflected).toBeGreaterThan(await similarity("job administrator", "job warehouse"));
    expect(Math.abs(await similarity("administrator", "warehouse"))).toBeLessThan(0.15);
  });
});

describe("a batch", () => {
  it("meters words, reports a text without any at its place, and costs nothing more", async () => {
    const [first, empty, second] = await embedder.embed(["mfa off", " — ", "a b c"]);
    expect([(first as Embedding).inputTokens, (second as Embedding).inputTokens]).toEqual([2, 3]);
    expect(empty).toMatchObject({ name: "ModelError", kind: "invalid_request" });
    expect(empty).toBeInstanceOf(ModelError);
  });

  it("is not begun for a caller that gave up", async () => {
    await expect(embedder.embed(["x"], { signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: "aborted" });
  });
});
