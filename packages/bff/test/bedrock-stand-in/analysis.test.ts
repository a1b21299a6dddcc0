import { describe, expect, it, onTestFinished } from "vitest";
import { createBedrock } from "../../src/adapters/bedrock/create-bedrock.ts";
import { MODELS } from "../../src/adapters/bedrock/model-table.ts";
import { type Analysis, analyse } from "../../src/rag/index.ts";
import { buildEvidenceInput } from "../../src/rag/testing/evidence-input.ts";
import { useBedrockStandIn } from "./use-bedrock-stand-in.ts";

const standIn = useBedrockStandIn();
const NAME = "Zsófia Nagy-Kovács";
const identifiers = { names: [NAME], addresses: ["zsofia.nagy@example.com"], ids: [], phones: [] };

function analysed(modelId?: string): Promise<Analysis> {
  const bedrock = createBedrock({ region: "eu-central-1", surroundings: { sleep: async () => {} } });
  onTestFinished(() => bedrock.close());
  const input = buildEvidenceInput({ profile: { privileged: true, mfaEnrolled: false } });
  return analyse({ input, identifiers }, { chat: bedrock.chatModel(modelId), deadlineMs: 20_000 });
}

const current = MODELS.filter(({ kind, lifecycle }) => kind === "chat" && lifecycle.state === "active");

describe("the product's own question", () => {
  it.each(current.map(({ id }) => `eu.${id}`))(
    "is accepted by %s, and its grounded answer by the product's checks",
    async (id) => {
      const { insight, dropped, modelCalls, usage } = await analysed(id);
      expect({ source: insight.source, dropped, modelCalls }).toEqual({ source: "model", dropped: [], modelCalls: 1 });
      expect(usage.inputTokens).toBeGreaterThan(0);
      expect(standIn().calls[0]?.text).not.toContain(NAME);
    },
  );

  it.each(["wrong_citations", "injected_downgrade", "other_language", "foreign_token", "other_schema"] as const)(
    "is asked once more after %s, and then answered well",
    async (fault) => {
      standIn().inject(fault);
      expect(await analysed()).toMatchObject({ insight: { source: "model" }, modelCalls: 2 });
    },
  );

  it.each([
    "wrong_citations",
    "injected_downgrade",
    "other_language",
    "echoed_text",
    "max_tokens",
    "refusal",
    "access_denied",
  ] as const)("ends with the rules' insight, marked as theirs, when %s does not end", async (fault) => {
    standIn().inject(fault, { times: 99, text: NAME });
    const { insight } = await analysed();
    expect(insight.source).toBe("rules");
    expect(JSON.stringify(insight)).not.toContain(NAME);
  });
});
