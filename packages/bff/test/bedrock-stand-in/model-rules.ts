/**
 * What today's models refuse, as docs/bedrock.md collects it. Written apart from the product's model table, so that a
 * mistake there fails a test here.
 */
export interface ChatRules {
  readonly needsProfile: boolean;
  readonly retired: boolean;
  readonly thinking: "none" | "default" | "always";
  readonly temperature: boolean;
  readonly outputConfig: boolean;
  readonly prefill: boolean;
  readonly maxTokens: number;
}

const old = {
  needsProfile: false,
  retired: true,
  thinking: "none",
  temperature: true,
  outputConfig: false,
  prefill: true,
  maxTokens: 8_192,
} as const;
const nova = {
  needsProfile: true,
  retired: false,
  thinking: "none",
  temperature: true,
  outputConfig: false,
  prefill: true,
  maxTokens: 10_000,
} as const;
const five = { needsProfile: true, retired: false, temperature: false, prefill: false, maxTokens: 64_000 } as const;

const CHAT: Readonly<Record<string, ChatRules>> = {
  "anthropic.claude-haiku-5-5": { ...five, thinking: "default", outputConfig: false },
  "anthropic.claude-sonnet-5": { ...five, thinking: "default", outputConfig: false },
  "anthropic.claude-sonnet-5-5": { ...five, thinking: "always", outputConfig: true },
  "anthropic.claude-haiku-4-5-20251001-v1:0": {
    ...five,
    thinking: "none",
    temperature: true,
    outputConfig: true,
    prefill: true,
  },
  "amazon.nova-micro-v1:0": nova,
  "amazon.nova-lite-v1:0": nova,
  "anthropic.claude-3-haiku-20240307-v1:0": { ...old, maxTokens: 4_096 },
  "anthropic.claude-3-5-sonnet-20240620-v1:0": old,
  "anthropic.claude-3-5-sonnet-20241022-v2:0": old,
  "anthropic.claude-3-5-haiku-20241022-v1:0": old,
};
// Behind an application profile stands a model the caller cannot see; this one takes no forced tool and no schema.
const HIDDEN: ChatRules = { ...nova, thinking: "always" };

export class WireError extends Error {
  override readonly name = "WireError";
  readonly status: number;
  readonly type: string;

  constructor(status: number, type: string, message: string) {
    super(message);
    this.status = status;
    this.type = type;
  }
}

export function refuse(message: string): never {
  throw new WireError(400, "ValidationException", message);
}

/** @throws {WireError} as Bedrock answers for ids it does not serve */
export function getChatRules(modelId: string): ChatRules {
  if (/^arn:aws:bedrock:[a-z0-9-]+:\d{12}:application-inference-profile\/\w+$/.test(modelId)) return HIDDEN;
  const [, profile, baseId = ""] = /^(?:arn:aws:bedrock:[^/]*\/)?(us\.|eu\.|global\.)?(.+)$/.exec(modelId) ?? [];
  const rules = CHAT[baseId];
  if (rules === undefined) return refuse("The provided model identifier is invalid.");
  if (rules.retired) throw endOfLife();
  if (rules.needsProfile && profile === undefined) {
    refuse(
      `Invocation of model ID ${modelId} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`,
    );
  }
  return rules;
}

export function endOfLife(): WireError {
  const message =
    "This model version has reached the end of its life. Please refer to the AWS documentation for more details.";
  return new WireError(404, "ResourceNotFoundException", message);
}
