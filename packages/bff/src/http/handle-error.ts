import type { ErrorHandler } from "hono";
import type { Logger } from "../observability/logger.ts";
import { failureOf } from "./error-map.ts";
import type { HttpEnv } from "./http-env.ts";
import { problemResponse } from "./problem.ts";

/** Every failure becomes a problem here; what the caller must not learn is logged beside the same request id. */
export function handleError(logger: Logger): ErrorHandler<HttpEnv> {
  return (error, context) => {
    const { code, status } = failureOf(error);
    // Nobody waits for the answer: work that was told to stop is no fault of ours.
    if (context.req.raw.signal.aborted) logger.info("caller_gone", { code });
    else if (code === "internal") logger.error("unexpected_error", { error });
    else if (status >= 500) logger.warn("request_failed", { code, error });
    else logger.debug("request_refused", { code, cause: error.cause });
    return problemResponse(error, context.get("requestId"), context.get("scope"));
  };
}
