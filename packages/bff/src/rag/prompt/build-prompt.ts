import type { EvidenceSet } from "../evidence/build-evidence.ts";
import type { ChatRequest } from "../ports.ts";
import type { ActionRule } from "../rules/actions.ts";
import { type Assessment, levelsFrom } from "../rules/evaluate-risk.ts";
import type { Factor } from "../rules/factor.ts";
import type { Nonces } from "./nonces.ts";
import { CONTROL_TEXT, SYSTEM_TEXT, TOOL_DESCRIPTION, TOOL_NAME, USER_TEXT } from "./system-text.ts";
import { toolSchema } from "./tool-schema.ts";

export interface PromptInput {
  readonly evidence: EvidenceSet;
  readonly assessment: Assessment;
  readonly allowed: readonly ActionRule[];
  readonly nonces: Nonces;
  readonly maxTokens: number;
}

/** About one and a half times a full answer: providers reserve what is asked for here against the quota. */
export const MAX_ANSWER_TOKENS = 700;

/** The question about one account. Everything in it is the product's own words, closed values and nonces. */
export function buildPrompt(input: PromptInput): ChatRequest {
  return {
    system: `${SYSTEM_TEXT}\n\n${CONTROL_TEXT} ${input.nonces.canary}`,
    messages: [{ role: "user", text: userText(input) }],
    tool: { name: TOOL_NAME, description: TOOL_DESCRIPTION, inputSchema: toolSchema() },
    maxTokens: input.maxTokens,
  };
}

function userText({ evidence, assessment, allowed, nonces }: PromptInput): string {
  const because = (factors: readonly Factor[]): string =>
    factors.length === 0 ? USER_TEXT.nothing : factors.map(({ text }) => text).join("; ");
  const facts = evidence.list.map(({ id, key, text }) => JSON.stringify({ id, fact: key, says: text }));
  return [
    `${USER_TEXT.token} ${nonces.requestToken}`,
    `${USER_TEXT.floor} ${assessment.floor}. ${USER_TEXT.levels} ${levelsFrom(assessment.floor).join(", ")}.`,
    `${USER_TEXT.abandonment} ${assessment.abandonment.replace("_", " ")}, ${USER_TEXT.because}: ${because(assessment.abandonmentFactors)}.`,
    `${USER_TEXT.impact} ${assessment.impact}, ${USER_TEXT.because}: ${because(assessment.impactFactors)}.`,
    ...(assessment.insufficientEvidence ? [USER_TEXT.insufficient] : []),
    USER_TEXT.actions,
    ...allowed.map(({ action, detail }) => `- ${action}: ${detail}`),
    USER_TEXT.facts,
    `<<<${USER_TEXT.begin} ${nonces.boundary}>>>`,
    `[${facts.join(",\n")}]`,
    `<<<${USER_TEXT.end} ${nonces.boundary}>>>`,
    USER_TEXT.close,
  ].join("\n");
}
