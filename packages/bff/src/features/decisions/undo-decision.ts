import type { Decision, DecisionId, UndoResult } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { recordAudits } from "../audit/index.ts";
import type { StandingDecision } from "./decision-row.ts";
import { listDecisions, lockUsers, markUndone } from "./decisions.repository.ts";
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
  const [result] = await undoDecisions(tx, [decisionId], context);
  if (result?.decision == null) throw new DomainError("not_found", "There is no such decision.");
  return result.decision;
}

/**
 * Takes several decisions back, each as if alone, in one transaction.
 *
 * @throws {DomainError} `not_found` when the tenant has none of them
 */
export async function undoDecisions(
  tx: TenantTransaction,
  decisionIds: readonly DecisionId[],
  context: DecisionContext,
): Promise<UndoResult[]> {
  const ids = decisionIds.map((id) => id.toLowerCase() as DecisionId);
  const found = await listDecisions(tx, ids);
  if (found.length === 0) throw new DomainError("not_found", "There is no such decision.");
  const userIds = [...new Set(found.map(({ decision }) => decision.user_id))];
  const users = new Map((await lockUsers(tx, userIds)).map((user) => [user.user_id, user]));
  // Somebody may have undone or replaced them before the locks were ours, or erased a user.
  const locked = await listDecisions(tx, ids);
  const undone = await takeBack(tx, locked, users, context);
  const known = new Map(locked.map(({ decision }) => [decision.decision_id, decision]));
  for (const decision of undone) known.set(decision.decision_id, decision);
  return ids.map((decision_id) => {
    const decision = known.get(decision_id) ?? null;
    return { decision_id, status: decision === null ? "not_found" : "undone", decision };
  });
}

async function takeBack(
  tx: TenantTransaction,
  decisions: readonly StandingDecision[],
  users: ReadonlyMap<string, Awaited<ReturnType<typeof lockUsers>>[number]>,
  context: DecisionContext,
): Promise<Decision[]> {
  const standing = decisions.filter(({ decision }) => decision.undone_at === null);
  if (standing.length === 0) return [];
  const { actor, requestId, tenant, published } = context;
  const effects = new Effects();
  for (const one of standing) {
    const user = users.get(one.decision.user_id);
    if (user !== undefined) effects.restore(one, user);
  }
  await effects.write(tx, context);
  const undone = await markUndone(tx, { decisionIds: standing.map(({ decision }) => decision.decision_id), actor });
  await recordAudits(
    tx,
    undone.map(({ decision_id, user_id, kind }) => ({
      actor,
      action: "decision_undone",
      target: user_id,
      detail: { decision_id, kind },
      requestId,
    })),
  );
  if (published) await storeEvents(tx, { tenant, actor, type: "Decision Undone", decisions: undone });
  return undone;
}
