import type { Review, ReviewRequest, UserId } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { recordAudit } from "../audit/index.ts";
import type { ReadContext } from "./get-dormant-user.ts";
import { putReviewRow } from "./reviews.repository.ts";

/**
 * Records what the caller makes of a user's present insight, in place of what they said of it before.
 *
 * @throws {DomainError} `not_found` where there is no such user, or no insight about it
 */
export async function putReview(
  tx: TenantTransaction,
  userId: UserId,
  review: ReviewRequest,
  { actor, requestId }: ReadContext,
): Promise<Review> {
  const stored = await putReviewRow(tx, { userId, reviewer: actor, review });
  if (stored === undefined) throw new DomainError("not_found", "There is no insight about such a user to review.");
  await recordAudit(tx, {
    actor,
    action: "insight_reviewed",
    target: userId.toLowerCase(),
    detail: { insight_id: stored.insight_id, agrees: stored.agrees, risk_level: stored.risk_level },
    requestId,
  });
  return stored;
}
