import { createRequestScope, runInRequestScope } from "./request-scope.ts";
import { traceIdOf } from "./trace-id.ts";

/** Runs a job of Lambda so that every line it writes names its invocation and trace. */
export function runInvocation<Result>(
  { awsRequestId = "local" }: { readonly awsRequestId?: string },
  traceHeader: string | undefined,
  work: () => Result,
): Result {
  return runInRequestScope(createRequestScope(awsRequestId, { traceId: traceIdOf(traceHeader) }), work);
}
