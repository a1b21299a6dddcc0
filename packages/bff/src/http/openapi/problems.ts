import type { ProblemCode, RouteContract } from "@dormant-users/shared-types";
import { PROBLEM_KINDS } from "../error-map.ts";

/** The failures that can really happen on a route, from what its contract asks for. */
function problemCodesOf(contract: RouteContract): readonly ProblemCode[] {
  const codes: ProblemCode[] = ["invalid_request", "internal", "timeout"];
  if (contract.scope !== null)
    codes.push("missing_token", "invalid_token", "missing_scope", "not_found", "unavailable");
  if (contract.params !== undefined) codes.push("not_found");
  if (contract.body !== undefined) codes.push("malformed_json", "payload_too_large", "unsupported_media_type");
  if (contract.method !== "get") codes.push("conflict");
  if (contract.ifMatch === "required") codes.push("precondition_required", "precondition_failed");
  return [...new Set(codes)];
}

/** The same by status, in order. */
export function problemsByStatus(contract: RouteContract): ReadonlyMap<number, readonly ProblemCode[]> {
  const grouped = Map.groupBy(problemCodesOf(contract), (code) => PROBLEM_KINDS[code].status);
  return new Map([...grouped].sort(([left], [right]) => left - right));
}
