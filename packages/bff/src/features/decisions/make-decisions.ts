import type {
  Decision,
  DecisionRequest,
  DecisionResult,
  DecisionTarget,
  TenantId,
  UserId,
} from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { recordAudits } from "../audit/index.ts";
import { getStoredSettings } from "../settings/index.ts";
import type { StandingDecision } from "./decision-row.ts";
import { insertDecisions, type LockedUser, listStanding, lockUsers, markUndone } from "./decisions.repository.ts";
import { Effects } from "./effects.ts";
import { storeEvents } from "./outbox.repository.ts";

/** Who decides, when, and whether somebody outside is to be told. */
export interface DecisionContext {
  readonly tenant: TenantId;
  readonly actor: string;
  readonly requestId: string | undefined;
  readonly nowMs: number;
  readonly published: boolean;
}

/** What the product puts into force itself; the rest waits for the systems that do. */
export const APPLIED_HERE: ReadonlySet<string> = new Set(["keep", "snooze", "exempt"]);

/**
 * Decides about users: each one's standing decision is replaced, and what it had displaced restored first. Users about whom
 * somebody else decided meanwhile are left as they are.
 *
 * @throws {DomainError} `invalid_request` for an end that has passed, `not_found` where the tenant has none of the users
 */
export async function makeDecisions(
  tx: TenantTransaction,
  request: DecisionRequest,
  context: DecisionContext,
): Promise<DecisionResult[]> {
  const terms = termsOf(request, context.nowMs);
  const targets = request.users.map((target) => ({ ...target, user_id: target.user_id.toLowerCase() as UserId }));
  const ids = targets.map(({ user_id }) => user_id);
  const users = new Map((await lockUsers(tx, ids)).map((user) => [user.user_id, user]));
  if (users.size === 0) throw new DomainError("not_found", "None of these users is known.");
  const standing = new Map((await listStanding(tx, ids)).map((one) => [one.decision.user_id, one]));

  const accepted = targets.flatMap((target) => {
    const user = users.get(target.user_id);
    return user !== undefined && isSeen(target, standing.get(target.user_id)) ? [user] : [];
  });
  const made = await replace(tx, accepted, { terms, standing, context });
  return targets.map(({ user_id }): DecisionResult => {
    if (!users.has(user_id)) return { user_id, status: "not_found", decision: null };
    const decision = made.get(user_id);
    return decision === undefined
      ? { user_id, status: "conflict", decision: standing.get(user_id)?.decision ?? null }
      : { user_id, status: "decided", decision };
  });
}

type Terms = Pick<Decision, "kind" | "reason" | "until" | "assignee">;

function termsOf(request: DecisionRequest, nowMs: number): Terms {
  const until = "until" in request ? (request.until ?? null) : null;
  if (until !== null && Date.parse(until) <= nowMs) {
    throw new DomainError("invalid_request", "Correct what `errors` names and send the request again.", {
      errors: [{ path: "body.until", message: "must lie in the future" }],
    });
  }
  const assignee = "assignee" in request ? request.assignee : null;
  return { kind: request.kind, reason: request.reason ?? null, until, assignee };
}

function isSeen({ seen }: DecisionTarget, standing: StandingDecision | undefined): boolean {
  return seen === undefined || (seen?.toLowerCase() ?? null) === (standing?.decision.decision_id ?? null);
}

interface Replacing {
  readonly terms: Terms;
  readonly standing: ReadonlyMap<UserId, StandingDecision>;
  readonly context: DecisionContext;
}

async function replace(
  tx: TenantTransaction,
  accepted: readonly LockedUser[],
  { terms, standing, context }: Replacing,
): Promise<ReadonlyMap<UserId, Decision>> {
  if (accepted.length === 0) return new Map();
  const { actor } = context;
  const { exemptions } = await getStoredSettings(tx);
  const effects = new Effects();
  const users = accepted.map((user) => {
    const replaced = standing.get(user.user_id);
    if (replaced !== undefined) effects.restore(replaced, user);
    return { user, displaced: effects.apply({ ...terms, user_id: user.user_id }, user, exemptions) };
  });
  await effects.write(tx, context);
  const replacedIds = accepted.flatMap((user) => standing.get(user.user_id)?.decision.decision_id ?? []);
  const undone = replacedIds.length === 0 ? [] : await markUndone(tx, { decisionIds: replacedIds, actor });
  const applyStatus = APPLIED_HERE.has(terms.kind) ? "applied" : "pending";
  const made = await insertDecisions(tx, { ...terms, applyStatus, actor, users });
  await recordAudits(
    tx,
    made.map(({ user_id, decision_id, kind, until }) => ({
      actor,
      action: "decision_made",
      target: user_id,
      detail: { decision_id, kind, until, replaces: standing.get(user_id)?.decision.decision_id ?? null },
      requestId: context.requestId,
    })),
  );
  if (context.published) {
    await storeEvents(tx, { tenant: context.tenant, actor, type: "Decision Undone", decisions: undone });
    await storeEvents(tx, { tenant: context.tenant, actor, type: "Decision Made", decisions: made });
  }
  return new Map(made.map((decision) => [decision.user_id, decision]));
}
