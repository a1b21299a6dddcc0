import { type ChatRules, getChatRules, refuse } from "./model-rules.ts";
import { checkStructuredSchema, type JsonSchema } from "./schema-subset.ts";

/** One question as the stand-in understood it: what a pluggable answer decides by. */
export interface Question {
  readonly modelId: string;
  readonly system: string;
  readonly messages: readonly { readonly role: string; readonly text: string }[];
  readonly mode: "forced_tool" | "output_schema" | "plain_json" | "chat";
  /** Of the tool, of `outputConfig`, or written in the instructions; undefined in a chat without one. */
  readonly schema: JsonSchema | undefined;
  readonly toolName: string | undefined;
}

export interface AskedConverse extends Question {
  readonly rules: ChatRules;
  readonly thinks: boolean;
  readonly maxTokens: number;
  readonly inputTokens: number;
}

interface ConverseBody {
  readonly system?: readonly { readonly text?: string }[];
  readonly messages?: readonly { readonly role: string; readonly content: readonly { readonly text?: string }[] }[];
  readonly inferenceConfig?: { readonly maxTokens?: number; readonly temperature?: number; readonly topP?: number };
  readonly toolConfig?: {
    readonly tools: readonly {
      readonly toolSpec: { readonly name: string; readonly inputSchema: { readonly json: JsonSchema } };
    }[];
    readonly toolChoice?: { readonly tool?: { readonly name: string }; readonly any?: object };
  };
  readonly additionalModelRequestFields?: { readonly thinking?: { readonly type?: string } };
  readonly outputConfig?: {
    readonly textFormat?: { readonly structure?: { readonly jsonSchema?: { readonly schema?: unknown } } };
  };
}

/** Reads and judges a request. @throws {WireError} where the real model answers with an error */
export function readConverse(modelId: string, json: unknown): AskedConverse {
  const rules = getChatRules(modelId);
  const body = json as ConverseBody;
  const messages = (body.messages ?? []).map(({ role, content }) => ({
    role,
    text: content.map(({ text }) => text ?? "").join(""),
  }));
  checkTurns(messages, rules);
  const { maxTokens = rules.maxTokens, temperature, topP } = body.inferenceConfig ?? {};
  if (maxTokens > rules.maxTokens)
    refuse(`The maximum tokens you requested exceeds the model limit of ${rules.maxTokens}.`);
  if (!rules.temperature && temperature !== undefined && temperature !== 1) {
    refuse("`temperature` may only be set to 1 or left out for this model.");
  }
  if (temperature !== undefined && topP !== undefined) refuse("`temperature` and `top_p` cannot both be specified.");
  const system = (body.system ?? []).map(({ text }) => text ?? "").join("\n");
  return {
    modelId,
    system,
    messages,
    ...answerForm(body, rules, system),
    rules,
    thinks: thinks(body, rules),
    maxTokens,
    inputTokens: Math.ceil(JSON.stringify(json).length / 3.5),
  };
}

function checkTurns(
  messages: readonly { readonly role: string; readonly text: string }[],
  { prefill }: ChatRules,
): void {
  if (messages[0]?.role !== "user") refuse("A conversation must start with a user message.");
  messages.forEach(({ role, text }, index) => {
    if (role === messages[index - 1]?.role) refuse('messages: roles must alternate between "user" and "assistant"');
    if (text.trim() === "")
      refuse(`The text field in the ContentBlock object at messages.${index}.content.0 is blank.`);
  });
  if (!prefill && messages.at(-1)?.role === "assistant") {
    refuse("This model does not support assistant message prefill. The conversation must end with a user message.");
  }
}

function thinks({ additionalModelRequestFields }: ConverseBody, { thinking }: ChatRules): boolean {
  const asked = additionalModelRequestFields?.thinking?.type;
  if (thinking === "always" && asked === "disabled") refuse("thinking.type: disabled is not supported for this model.");
  return thinking === "always" || (thinking === "default" && asked !== "disabled");
}

function answerForm(
  body: ConverseBody,
  rules: ChatRules,
  system: string,
): Pick<Question, "mode" | "schema" | "toolName"> {
  const choice = body.toolConfig?.toolChoice;
  if (choice?.tool !== undefined || choice?.any !== undefined) {
    if (thinks(body, rules)) refuse("Thinking may not be enabled when tool_choice forces tool use.");
    const wanted = body.toolConfig?.tools.find(({ toolSpec }) => toolSpec.name === choice.tool?.name)?.toolSpec;
    if (wanted === undefined) return refuse("The tool named in toolChoice is not among the tools.");
    return { mode: "forced_tool", schema: wanted.inputSchema.json, toolName: wanted.name };
  }
  if (body.outputConfig !== undefined) {
    if (!rules.outputConfig) refuse("outputConfig is not supported by this model.");
    const text = body.outputConfig.textFormat?.structure?.jsonSchema?.schema;
    if (typeof text !== "string")
      return refuse("outputConfig.textFormat.structure.jsonSchema.schema must be a string.");
    const schema = JSON.parse(text) as JsonSchema;
    checkStructuredSchema(schema);
    return { mode: "output_schema", schema, toolName: undefined };
  }
  const written = /\n(\{.*\})\s*$/s.exec(system)?.[1];
  if (written === undefined) return { mode: "chat", schema: undefined, toolName: undefined };
  return { mode: "plain_json", schema: JSON.parse(written) as JsonSchema, toolName: undefined };
}
