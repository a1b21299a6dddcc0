import { BedrockFault, type FaultReason } from "./bedrock-fault.ts";

/** The members of an SDK or Node error that this module looks at; every one may be missing or something else. */
interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: unknown; readonly requestId?: unknown };
  readonly $response?: { readonly statusCode?: unknown; readonly headers?: Readonly<Record<string, unknown>> };
}

const BY_NAME: Readonly<Record<string, FaultReason>> = {
  ThrottlingException: "throttled",
  ModelNotReadyException: "throttled",
  ServiceUnavailableException: "service_error",
  InternalServerException: "service_error",
  ModelTimeoutException: "model_timeout",
  ModelErrorException: "model_error",
  ServiceQuotaExceededException: "quota_exceeded",
  AccessDeniedException: "no_access",
  CredentialsProviderError: "no_credentials",
  TokenProviderError: "no_credentials",
};

// Bedrock says several things under one name; only its message tells them apart (texts seen in public reports).
const NOT_FOUND: readonly (readonly [RegExp, FaultReason])[] = [
  [/end of its life|marked by provider as legacy/i, "end_of_life"],
  [/use case details/i, "use_case_form"],
];
const INVALID: readonly (readonly [RegExp, FaultReason])[] = [
  [/on-demand throughput isn.t supported/i, "needs_profile"],
  [/model identifier is invalid|not a valid model/i, "model_unknown"],
  [
    /too long|too many (input )?tokens|maximum (context|number of tokens)|exceeds? .{0,40}(token|length)/i,
    "input_too_long",
  ],
];

/**
 * Sorts what the SDK threw by type and by status: a proxy's HTML page is a `SyntaxError` with status 503, and an error of
 * a type that is not in the SDK's model is called `Unknown`. Keeps no text of it.
 */
export function classifyFailure(error: unknown): BedrockFault {
  if (error instanceof BedrockFault) return error;
  const failure = (typeof error === "object" && error !== null ? error : {}) as Failure;
  const name = text(failure.name);
  const status = httpStatus(failure);
  return new BedrockFault({
    reason: reasonOf(failure, name, status),
    status,
    code: code(text(failure.code) || name),
    requestId: code(text(failure.$metadata?.requestId)),
    retryAfterMs: retryAfterMs(failure.$response?.headers),
  });
}

function reasonOf(failure: Failure, name: string, status: number | undefined): FaultReason {
  const message = text(failure.message);
  if (name === "ResourceNotFoundException" || status === 404) return firstMatch(NOT_FOUND, message) ?? "model_unknown";
  if (name === "ValidationException") return firstMatch(INVALID, message) ?? "request_refused";
  const named = BY_NAME[name];
  if (named !== undefined) return named;
  if (status !== undefined) return byStatus(status);
  if (/region is missing/i.test(message)) return "no_region";
  if (name === "AbortError") return "caller_aborted";
  if (name === "SyntaxError") return "broken_answer";
  // Sockets, TLS and names have codes; the SDK calls some of them TimeoutError, and so its own limit on connecting. What
  // has neither went wrong before anything was sent.
  if (text(failure.code) !== "" || name === "TimeoutError") return "unreachable";
  return /credential|`token`|expired/i.test(message) ? "no_credentials" : "not_sent";
}

function byStatus(status: number): FaultReason {
  if (status === 429) return "throttled";
  if (status === 408) return "model_timeout";
  if (status === 424) return "model_error";
  if (status === 401 || status === 403) return "no_access";
  if (status >= 500) return "service_error";
  if (status >= 400) return "request_refused";
  return "broken_answer";
}

function firstMatch(table: readonly (readonly [RegExp, FaultReason])[], message: string): FaultReason | undefined {
  return table.find(([pattern]) => pattern.test(message))?.[1];
}

function httpStatus({ $metadata, $response }: Failure): number | undefined {
  const status = $metadata?.httpStatusCode ?? $response?.statusCode;
  return typeof status === "number" ? status : undefined;
}

/** `x-amz-retry-after` is in milliseconds, `retry-after` in seconds or a date. */
function retryAfterMs(headers: Readonly<Record<string, unknown>> | undefined): number | undefined {
  const milliseconds = Number(text(headers?.["x-amz-retry-after"]) || Number.NaN);
  if (Number.isFinite(milliseconds)) return Math.max(0, milliseconds);
  const given = text(headers?.["retry-after"]);
  const seconds = Number(given || Number.NaN);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(given);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

/** A name or an id, or nothing: what does not look like one could be text. */
function code(value: string): string | undefined {
  return /^[\w.:-]{1,80}$/.test(value) ? value : undefined;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
