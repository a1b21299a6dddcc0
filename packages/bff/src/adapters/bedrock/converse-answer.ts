import type { ContentBlock, ConverseCommandOutput } from "@aws-sdk/client-bedrock-runtime";
import type { TokenUsage } from "../../rag/ports.ts";
import { BedrockFault, type FaultReason } from "./bedrock-fault.ts";
import { findJsonObject } from "./find-json-object.ts";
import type { AnswerMode } from "./model-entry.ts";

export interface ConverseAnswer {
  readonly input: unknown;
  readonly stopReason: string;
  readonly usage: TokenUsage;
}

/**
 * Takes the answer by the kind of its block, wherever thinking or small talk put it.
 *
 * @throws {BedrockFault} with the tokens counted, when the answer is of no use: `empty_answer`, `stopped_early`,
 *   `no_answer_block`
 */
export function readConverseAnswer(output: ConverseCommandOutput, mode: AnswerMode, toolName: string): ConverseAnswer {
  const usage = tokenUsage(output);
  const fail = (reason: FaultReason, code?: string): never => {
    throw new BedrockFault({ reason, code, usage, requestId: output.$metadata.requestId });
  };
  const blocks = output.output?.message?.content;
  // A 200 with an empty body parses to nothing at all, without an error.
  if (blocks === undefined || usage === undefined) return fail("empty_answer");
  const stopReason = output.stopReason ?? "unknown";
  // max_tokens, refusal, content_filtered and whatever comes next: what was said until then is not the whole answer.
  if (stopReason !== (mode === "forced_tool" ? "tool_use" : "end_turn")) {
    return fail("stopped_early", /^[a-z_]{1,40}$/.test(stopReason) ? stopReason : "unknown");
  }
  const input = mode === "forced_tool" ? toolInput(blocks, toolName) : findJsonObject(textOf(blocks));
  if (input === undefined) return fail("no_answer_block");
  return { input, stopReason, usage };
}

function toolInput(blocks: readonly ContentBlock[], toolName: string): unknown {
  return blocks.find((block) => block.toolUse?.name === toolName)?.toolUse?.input;
}

function textOf(blocks: readonly ContentBlock[]): string {
  return blocks.map((block) => block.text ?? "").join("");
}

function tokenUsage({ usage }: ConverseCommandOutput): TokenUsage | undefined {
  if (usage === undefined) return undefined;
  // Tokens read from or written to a cache are not among inputTokens; counted whole, the price is at least the real one
  // for reads.
  const cached = (usage.cacheReadInputTokens ?? 0) + (usage.cacheWriteInputTokens ?? 0);
  return { inputTokens: (usage.inputTokens ?? 0) + cached, outputTokens: usage.outputTokens ?? 0 };
}
