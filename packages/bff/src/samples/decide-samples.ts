import type { DecisionRequest, DecisionTarget, RiskLevel, TenantId, UserId } from "@dormant-users/shared-types";
import type { TenantDatabase, TenantTransaction } from "../db/index.ts";
import { makeDecisions, undoDecisions } from "../features/decisions/index.ts";
import { listJudgedUsers } from "../features/detection/index.ts";
import { findInsight, putReview } from "../features/insights/index.ts";

const DAY_MS = 86_400_000;
const LOWER: Readonly<Record<RiskLevel, RiskLevel>> = { critical: "high", high: "medium", medium: "low", low: "low" };

/** What was decided, about users named by their places in the list of the dormant, longest quiet first. */
const decisions = (users: (...places: number[]) => DecisionTarget[], nowMs: number): readonly DecisionRequest[] => [
  { kind: "disable", reason: "Left the company; HR confirmed it", users: users(0, 2) },
  { kind: "keep", reason: "Comes back for the year-end close", users: users(3, 8) },
  { kind: "reassign", assignee: "it-operations", reason: "The mailbox is still needed", users: users(4) },
  {
    kind: "snooze",
    until: new Date(nowMs + 30 * DAY_MS).toISOString(),
    reason: "On parental leave",
    users: users(5, 11),
  },
  { kind: "exempt", reason: "Emergency account, checked every month", users: users(1) },
  { kind: "notify", reason: "Asked the manager", users: users(6, 9, 14) },
];
/** Decided and taken back. */
const UNDONE = 7;
const REVIEWS = [
  { place: 10, reviewer: "ada.admin", agrees: true },
  { place: 12, reviewer: "ada.admin", agrees: true },
  { place: 12, reviewer: "sam.security", agrees: true },
  { place: 13, reviewer: "ada.admin", agrees: false },
  { place: 15, reviewer: "sam.security", agrees: true },
] as const;

/** What admins of a sample tenant decided and thought of what the analysis told them so far. */
export async function decideSamples(database: TenantDatabase, tenant: TenantId, nowMs: number): Promise<void> {
  await database.withTenant(tenant, async (tx) => {
    const listed = (await listJudgedUsers(tx, { states: ["dormant", "never_active"] })).map(({ userId }) => userId);
    const context = { tenant, actor: "ada.admin", requestId: undefined, nowMs, published: false };
    const users = (...places: number[]) => places.flatMap((at) => listed[at] ?? []).map((user_id) => ({ user_id }));
    for (const request of decisions(users, nowMs)) {
      if (request.users.length > 0) await makeDecisions(tx, request, context);
    }
    const mistaken = listed[UNDONE];
    if (mistaken !== undefined) {
      const [result] = await makeDecisions(tx, { kind: "disable", users: [{ user_id: mistaken }] }, context);
      if (result?.decision != null) await undoDecisions(tx, [result.decision.decision_id], context);
    }
    for (const { place, ...review } of REVIEWS) await reviewOne(tx, listed[place], nowMs, review);
  });
}

async function reviewOne(
  tx: TenantTransaction,
  userId: UserId | undefined,
  nowMs: number,
  { reviewer, agrees }: { readonly reviewer: string; readonly agrees: boolean },
): Promise<void> {
  const stored = userId && (await findInsight(tx, userId));
  if (!stored) return;
  const { risk_level } = stored.insight;
  const review = agrees
    ? { agrees, risk_level }
    : { agrees, risk_level: LOWER[risk_level], reason: "Back from leave next month" };
  await putReview(tx, stored.userId, review, { actor: reviewer, requestId: undefined, nowMs });
}
