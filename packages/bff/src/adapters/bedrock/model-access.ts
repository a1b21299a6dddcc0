import { type ChatModel, type Embedder, ModelError } from "../../rag/ports.ts";
import { BedrockFault, type FaultReason } from "./bedrock-fault.ts";
import { findModel, findModelWarning } from "./model-catalogue.ts";
import { findProfileId } from "./model-id.ts";

export type ModelAccessStatus = "ok" | "throttled" | "retired" | "no_access" | "unknown" | "unreachable" | "unusable";

export interface ModelAccess {
  readonly modelId: string;
  readonly status: ModelAccessStatus;
  /** Of the one small call that was made. */
  readonly latencyMs: number;
  /** One sentence for the operator; on `ok`, a warning or nothing. */
  readonly whatToDo: string | undefined;
}

const STATUS: Partial<Readonly<Record<FaultReason, ModelAccessStatus>>> = {
  throttled: "throttled",
  quota_exceeded: "throttled",
  end_of_life: "retired",
  no_credentials: "no_access",
  no_region: "no_access",
  no_access: "no_access",
  use_case_form: "no_access",
  model_unknown: "unknown",
  needs_profile: "unknown",
  service_error: "unreachable",
  unreachable: "unreachable",
  deadline: "unreachable",
  attempt_timeout: "unreachable",
};

const ADVICE: Partial<Readonly<Record<FaultReason, string>>> = {
  throttled:
    "The account's quota is used up or zero: raise its tokens per minute under Service Quotas, Amazon Bedrock.",
  quota_exceeded:
    "The account's quota is used up or zero: raise its tokens per minute under Service Quotas, Amazon Bedrock.",
  no_credentials:
    "There are no valid AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the machine a role. An empty AWS_BEARER_TOKEN_BEDROCK counts as a token: unset it.",
  no_region: "There is no region: set AWS_REGION.",
  no_access:
    "The role lacks bedrock:InvokeModel on the inference profile and on the foundation model in every region it routes to, or the model is not enabled for the account (docs/bedrock.md has the policy).",
  use_case_form: "Anthropic's use-case form was not sent in for this account: fill it in once in the Bedrock console.",
  model_unknown: "The region knows no such model: check the id and AWS_REGION.",
  service_error: "Bedrock answered with an error of its own: try again, and see the AWS health dashboard.",
  unreachable: "No connection came about: check the network, the proxy and AWS_ENDPOINT_URL_BEDROCK_RUNTIME.",
  deadline: "No answer came in time: check the network, or the VPC endpoint of bedrock-runtime.",
  attempt_timeout: "No answer came in time: check the network, or the VPC endpoint of bedrock-runtime.",
};

/** Asks the chat model for one tiny answer in the form the product needs; costs some hundred tokens. */
export async function probeChatModel(model: ChatModel, region: string, signal?: AbortSignal): Promise<ModelAccess> {
  return probe(model.modelId, region, async () => {
    await model.ask({
      system: "You confirm that you can answer. Set ready to true.",
      messages: [{ role: "user", text: "Are you ready?" }],
      tool: {
        name: "report_ready",
        description: "Says that the model can answer.",
        inputSchema: { type: "object", properties: { ready: { type: "boolean" } }, required: ["ready"] },
      },
      maxTokens: 100,
      signal,
    });
  });
}

/** Embeds one word. */
export async function probeEmbedder(embedder: Embedder, region: string, signal?: AbortSignal): Promise<ModelAccess> {
  return probe(embedder.modelId, region, async () => {
    const [result] = await embedder.embed(["ready"], { signal });
    if (result instanceof ModelError) throw result;
  });
}

async function probe(modelId: string, region: string, ask: () => Promise<void>): Promise<ModelAccess> {
  const startedAt = performance.now();
  const report = (status: ModelAccessStatus, whatToDo: string | undefined): ModelAccess => ({
    modelId,
    status,
    latencyMs: performance.now() - startedAt,
    whatToDo,
  });
  try {
    await ask();
    return report("ok", findModelWarning(modelId, region));
  } catch (error) {
    if (!(error instanceof ModelError) || !(error.cause instanceof BedrockFault)) throw error;
    const { reason, message } = error.cause;
    return report(STATUS[reason] ?? "unusable", advice(modelId, region, reason, message));
  }
}

function advice(modelId: string, region: string, reason: FaultReason, message: string): string {
  if (reason === "end_of_life") return endOfLife(modelId, region);
  if (reason === "needs_profile") {
    const profile = findProfileId(modelId, region) ?? "the id of one of its inference profiles";
    return `This model is not called by its bare id: set ${profile}.`;
  }
  return ADVICE[reason] ?? `The model answers, but not as the product needs it (${message}): choose another one.`;
}

function endOfLife(modelId: string, region: string): string {
  const lifecycle = findModel(modelId)?.lifecycle;
  if (lifecycle?.state !== "retired")
    return "Bedrock has retired this model, for everybody or for this account: choose a current one.";
  const successor = findProfileId(lifecycle.successor, region) ?? lifecycle.successor;
  return `Bedrock retired this model on ${lifecycle.endedOn}: set ${successor}.`;
}
