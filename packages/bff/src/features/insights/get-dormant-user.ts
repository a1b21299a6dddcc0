import type { DormantUserDetail, UserId } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { recordAudit } from "../audit/index.ts";
import { listDecisionHistory } from "../decisions/index.ts";
import { type DormancyRequest, getUserDormancy } from "../detection/index.ts";
import { findReturnBasis } from "../returns/index.ts";
import { findPresentInsight, listEarlierInsights } from "./insight.repository.ts";
import { listStaleUsers } from "./list-stale-users.ts";
import { findReview } from "./reviews.repository.ts";
import { listSimilarUsers } from "./similar-users.ts";
import { listActivityDays } from "./surroundings.repository.ts";

/** Who asks, and when. */
export interface ReadContext {
  readonly actor: string;
  readonly requestId: string | undefined;
  readonly nowMs: number;
}

/**
 * Everything about one user, and an entry in the audit log that it was read.
 *
 * @throws {DomainError} `not_found` for a user this tenant does not have
 */
export async function getDormantUser(
  tx: TenantTransaction,
  userId: UserId,
  request: DormancyRequest,
  { actor, requestId, nowMs }: ReadContext,
): Promise<DormantUserDetail> {
  const dormancy = await getUserDormancy(tx, userId, request, nowMs);
  const present = await findPresentInsight(tx, userId);
  const activity = await listActivityDays(tx, userId);
  const hasChanged = (await listStaleUsers(tx, [dormancy.user_id], nowMs)).has(dormancy.user_id);
  const stale = present !== undefined && (hasChanged || present.insight === null);
  await recordAudit(tx, { actor, action: "user_read", target: dormancy.user_id, requestId });
  return {
    ...dormancy,
    insight_id: present?.insight_id ?? null,
    insight: present?.insight ?? null,
    analysed_at: present?.analysed_at ?? null,
    stale,
    insight_stale: stale,
    similar_users: await listSimilarUsers(tx, userId),
    return_basis: await findReturnBasis(tx, userId, dormancy.measured_at),
    activity_days: activity.days,
    activity_days_total: activity.total,
    decisions: await listDecisionHistory(tx, userId),
    earlier_insights: await listEarlierInsights(tx, { userId, presentId: present?.insight_id ?? null }),
    review:
      present === undefined
        ? null
        : ((await findReview(tx, { insightId: present.insight_id, reviewer: actor })) ?? null),
  };
}
