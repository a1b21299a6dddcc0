import { z } from "zod";

/** Stable, machine-readable names of everything that can go wrong; the `type` of a problem is `urn:dormant-users:<code>`. */
export const ProblemCode = z.enum([
  "invalid_request",
  "malformed_json",
  "missing_token",
  "invalid_token",
  "missing_scope",
  "not_found",
  "method_not_allowed",
  "conflict",
  "precondition_failed",
  "precondition_required",
  "payload_too_large",
  "unsupported_media_type",
  "rate_limited",
  "timeout",
  "unavailable",
  "internal",
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** RFC 9457 problem details. `detail` says what to do next; internals never appear. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: ProblemCode,
  detail: z.string().optional(),
  instance: z.string().optional(),
  request_id: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;
