import type { Decision, DecisionId } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { recordAudit } from "../audit/index.ts";
import { findDecision, lockUsers, markUndone } from "./decisions.repository.ts";
import { Effects } from "./effects.ts";
import type { DecisionContext } from "./make-decisions.ts";
import { storeEvents } from "./outbox.repository.ts";

/**
 * Takes a decision back and restores what it displaced, unless that was changed since. One that is undone stays as it is.
 *
 * @throws {DomainError} `not_found` for a decision this tenant does not have
 */
export async function undoDecision(
  tx: TenantTransaction,
  decisionId: DecisionId,
  context: DecisionContext,
): Promise<Decision> {
  const found = await findDecision(tx, decisionId);
  if (found === undefined) throw new DomainError("not_found", "There is no such decision.");
  const [user] = await lockUsers(tx, [found.decision.user_id]);
  // Somebody may have undone or replaced it before the lock was ours.
  const standing = await findDecision(tx, decisionId);
  if (user === undefined || standing === undefined) throw new DomainError("not_found", "There is no such decision.");
  if (standing.decision.undone_at !== null) return standing.decision;

  const { actor, requestId, tenant, published } = context;
  const effects = new Effects();
  effects.restore(standing, user);
  await effects.write(tx, context);
  const undone = await markUndone(tx, { decisionIds: [standing.decision.decision_id], actor });
  const [decision = standing.decision] = undone;
  const { kind, user_id } = decision;
  await recordAudit(tx, {
    actor,
    action: "decision_undone",
    target: user_id,
    detail: { decision_id: decision.decision_id, kind },
    requestId,
  });
  if (published) await storeEvents(tx, { tenant, actor, type: "Decision Undone", decisions: undone });
  return decision;
}
