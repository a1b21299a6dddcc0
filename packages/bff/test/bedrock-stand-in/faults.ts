import { endOfLife, WireError } from "./model-rules.ts";
import type { Exchange } from "./one-port-server.ts";

/** Answers of the service that are errors. */
const ERRORS = {
  throttled: [429, "ThrottlingException", "Too many requests, please wait before trying again."],
  model_not_ready: [
    429,
    "ModelNotReadyException",
    "The model is not ready for inference. Wait and try your request again.",
  ],
  service_unavailable: [503, "ServiceUnavailableException", "Bedrock is unable to process your request."],
  internal_error: [500, "InternalServerException", "The system encountered an unexpected error during processing."],
  model_timeout: [408, "ModelTimeoutException", "The request took too long to process."],
  model_error: [424, "ModelErrorException", "The system encountered an unexpected error during processing."],
  legacy: [
    404,
    "ResourceNotFoundException",
    "Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the last 30 days. Please upgrade to an active model on Amazon Bedrock",
  ],
  use_case_form: [404, "ResourceNotFoundException", "Model use case details have not been submitted for this account."],
  access_denied: [403, "AccessDeniedException", "You don't have access to the model with the specified model ID."],
  validation: [400, "ValidationException", "Malformed input request, please reformat your input and try again."],
  quota_exceeded: [400, "ServiceQuotaExceededException", "Your request exceeds the service quota for your account."],
} as const satisfies Readonly<Record<string, readonly [number, string, string]>>;

/** What happens on the way, to any request. */
const WIRE = {
  end_of_life: (exchange) => respondError(exchange, endOfLife()),
  untyped_429: (exchange) => exchange.respond(429, { "content-type": "application/json" }, "{}"),
  html_error: (exchange) =>
    exchange.respond(
      503,
      { "content-type": "text/html" },
      `<html><h1>503 Service Unavailable</h1>${echo(exchange)}</html>`,
    ),
  reset: (exchange) => exchange.drop(),
  hang: () => {},
  hang_in_body: (exchange) => exchange.respondPartly(JSON.stringify({ output: "x".repeat(400) }), "hang"),
  cut_in_body: (exchange) => exchange.respondPartly(JSON.stringify({ output: "x".repeat(400) }), "drop"),
  empty: (exchange) => exchange.respond(200, { "content-type": "application/json" }, ""),
  broken_json: (exchange) =>
    exchange.respond(
      200,
      { "content-type": "application/json" },
      `{"output":{"message":{"content":[{"te${echo(exchange)}`,
    ),
} as const satisfies Readonly<Record<string, (exchange: Exchange) => void>>;

/** What a model says that is wrong, though the wire is well; `content-faults.ts` says how. */
export type ContentFault =
  | "wrong_citations"
  | "injected_downgrade"
  | "echoed_text"
  | "foreign_token"
  | "other_language"
  | "max_tokens"
  | "thinking_first"
  | "unknown_stop"
  | "refusal"
  | "no_tool_use"
  | "other_schema";
/** What an embedder returns that is no vector. */
export type VectorFault = "null_in_vector" | "short_vector" | "zero_vector";
export type WireFault = keyof typeof ERRORS | keyof typeof WIRE;
export type Fault = WireFault | ContentFault | VectorFault;

export function isWireFault(fault: Fault): fault is WireFault {
  return fault in ERRORS || fault in WIRE;
}

export function isVectorFault(fault: Fault): fault is VectorFault {
  return fault.endsWith("_vector");
}

export function playWireFault(exchange: Exchange, fault: WireFault, headers: Readonly<Record<string, string>>): void {
  if (fault in ERRORS) {
    const [status, type, message] = ERRORS[fault as keyof typeof ERRORS];
    const said = type === "ValidationException" ? `${message} ${echo(exchange)}` : message;
    respondError(exchange, new WireError(status, type, said), headers);
  } else {
    WIRE[fault as keyof typeof WIRE](exchange);
  }
}

/** Services and proxies like to quote what they were sent; none of it may reach a log. */
function echo({ request }: Exchange): string {
  return request.body.toString();
}

export function respondError(
  exchange: Exchange,
  error: WireError,
  headers: Readonly<Record<string, string>> = {},
): void {
  exchange.respond(
    error.status,
    { "content-type": "application/json", "x-amzn-errortype": `${error.type}:http://internal.amazon.com/`, ...headers },
    JSON.stringify({ message: error.message }),
  );
}
