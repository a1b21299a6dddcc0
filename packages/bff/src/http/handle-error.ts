import type { ErrorHandler } from "hono";
import { DomainError } from "../domain-error.ts";
import type { Logger } from "../observability/logger.ts";
import { failureOf } from "./error-map.ts";
import type { HttpEnv } from "./http-env.ts";
import { problemResponse } from "./problem.ts";

/** Every failure becomes a problem here; what the caller must not learn is logged beside the same request id. */
export function handleError(logger: Logger): ErrorHandler<HttpEnv> {
  return (error, context) => {
    if (error instanceof DomainError && error.code !== "internal") {
      const level = failureOf(error).status >= 500 ? "warn" : "debug";
      logger[level]("refused", { code: error.code, cause: error.cause });
    } else if (context.req.raw.signal.aborted) {
      // Nobody waits for the answer: work that was told to stop is no fault of ours.
      logger.info("caller_gone", { error_name: error.name });
    } else {
      logger.error("unexpected_error", { error });
    }
    return problemResponse(error, context.get("requestId"), context.get("scope"));
  };
}
