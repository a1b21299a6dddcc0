import type { ApplyReport, Decision, DecisionId } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { recordAudit } from "../audit/index.ts";
import { listDecisions, setApplyResult } from "./decisions.repository.ts";
import { APPLIED_HERE } from "./make-decisions.ts";

/**
 * Records what became of a decision in the system that acts on it, in place of what was reported before.
 *
 * @throws {DomainError} `not_found` for a decision this tenant does not have; `conflict` for one the product applies itself
 */
export async function reportResult(
  tx: TenantTransaction,
  decisionId: DecisionId,
  { status, detail = null }: ApplyReport,
  { actor, requestId }: { readonly actor: string; readonly requestId: string | undefined },
): Promise<Decision> {
  const [found] = await listDecisions(tx, [decisionId]);
  if (found !== undefined && APPLIED_HERE.has(found.decision.kind)) {
    throw new DomainError(
      "conflict",
      `Decisions of kind ${found.decision.kind} are applied here; nothing is reported.`,
    );
  }
  const decision = await setApplyResult(tx, { decisionId, status, detail });
  if (decision === undefined) throw new DomainError("not_found", "There is no such decision.");
  await recordAudit(tx, {
    actor,
    action: "decision_result_reported",
    target: decision.user_id,
    detail: { decision_id: decision.decision_id, kind: decision.kind, status },
    requestId,
  });
  return decision;
}
