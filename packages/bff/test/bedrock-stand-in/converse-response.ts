import { type Draft, spoil } from "./content-faults.ts";
import type { ContentFault } from "./faults.ts";
import type { AskedConverse, Question } from "./read-converse.ts";

const CHARACTERS_PER_TOKEN = 3.5;
/** Thinking is output, and counts against the same limit. */
const THINKING_TOKENS = 1_000;

export type Answer = (question: Question) => unknown;

/** The JSON answer of Converse to an accepted question. */
export async function converseResponse(
  asked: AskedConverse,
  answer: Answer,
  latencyMs: number,
  fault: { readonly kind: ContentFault; readonly text: string } | undefined,
): Promise<Record<string, unknown>> {
  const draft: Draft = {
    input: await answer(asked),
    stopReason: asked.mode === "forced_tool" ? "tool_use" : "end_turn",
    thinksFirst: asked.thinks,
    hasAnswerBlock: true,
  };
  if (fault !== undefined) spoil(draft, fault.kind, fault.text);
  const content = [
    ...(draft.thinksFirst
      ? [{ reasoningContent: { reasoningText: { text: "Let me look.", signature: "c2ln" } } }]
      : []),
    draft.hasAnswerBlock ? answerBlock(asked, draft.input) : { text: "I would rather talk about it." },
  ];
  const wanted =
    Math.ceil(JSON.stringify(content).length / CHARACTERS_PER_TOKEN) + (asked.thinks ? THINKING_TOKENS : 0);
  const isCut = wanted > asked.maxTokens;
  const outputTokens = Math.min(asked.maxTokens, wanted);
  return {
    output: { message: { role: "assistant", content: isCut ? content.slice(0, -1) : content } },
    stopReason: isCut ? "max_tokens" : draft.stopReason,
    usage: { inputTokens: asked.inputTokens, outputTokens, totalTokens: asked.inputTokens + outputTokens },
    metrics: { latencyMs: Math.round(latencyMs) },
  };
}

function answerBlock({ mode, toolName }: AskedConverse, input: unknown): Record<string, unknown> {
  if (mode === "forced_tool") return { toolUse: { toolUseId: "tooluse_1", name: toolName, input } };
  if (mode === "chat") return { text: "Hello." };
  // Models without structured output like to wrap what they were told not to wrap.
  return {
    text: mode === "plain_json" ? `Here it is:\n\`\`\`json\n${JSON.stringify(input)}\n\`\`\`` : JSON.stringify(input),
  };
}
