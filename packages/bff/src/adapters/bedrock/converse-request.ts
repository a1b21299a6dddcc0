import type { ConverseCommandInput, ToolInputSchema } from "@aws-sdk/client-bedrock-runtime";
import type { ChatRequest } from "../../rag/ports.ts";
import type { ChatCapabilities } from "./model-entry.ts";
import { strictSchema } from "./strict-schema.ts";

/** What a model that always thinks may use up before it answers; it counts as output. */
const THINKING_TOKENS = 2_048;

/** Says one question the way the model takes it. The caller's prompt is the same for every model. */
export function converseRequest(
  modelId: string,
  { answerMode, thinking, temperature, maxOutputTokens }: ChatCapabilities,
  request: ChatRequest,
): ConverseCommandInput {
  const { tool } = request;
  return {
    modelId,
    system: [{ text: answerMode === "plain_json" ? plainInstructions(request) : request.system }],
    messages: request.messages.map(({ role, text }) => ({ role, content: [{ text }] })),
    inferenceConfig: {
      maxTokens: Math.min(request.maxTokens + (thinking === "always" ? THINKING_TOKENS : 0), maxOutputTokens),
      ...(temperature && { temperature: 0 }),
    },
    ...(thinking === "disable" && { additionalModelRequestFields: { thinking: { type: "disabled" } } }),
    ...(answerMode === "forced_tool" && {
      toolConfig: {
        tools: [
          {
            toolSpec: {
              name: tool.name,
              description: tool.description,
              inputSchema: { json: asDocument(tool.inputSchema) },
            },
          },
        ],
        toolChoice: { tool: { name: tool.name } },
      },
    }),
    ...(answerMode === "output_schema" && {
      outputConfig: {
        textFormat: {
          type: "json_schema",
          structure: {
            jsonSchema: {
              name: tool.name,
              description: tool.description,
              schema: JSON.stringify(strictSchema(tool.inputSchema)),
            },
          },
        },
      },
    }),
  };
}

function plainInstructions({ system, tool }: ChatRequest): string {
  return [
    system,
    `Answer with one JSON object and nothing else: no prose around it, no code fence. It is: ${tool.description}`,
    `It must match this JSON schema:\n${JSON.stringify(tool.inputSchema)}`,
  ].join("\n\n");
}

// A JSON schema is JSON; the port says less about its values than the SDK wants to hear.
function asDocument(schema: Record<string, unknown>): ToolInputSchema.JsonMember["json"] {
  return schema as ToolInputSchema.JsonMember["json"];
}
