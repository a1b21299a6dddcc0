import type { Review, ReviewRequest } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";

const COLUMNS = "r.insight_id, r.reviewer, r.agrees, r.risk_level, r.reason, r.reviewed_at";
const toReview = (row: Review): Review => ({ ...row, reviewed_at: new Date(row.reviewed_at).toISOString() });

interface ReviewKey {
  readonly insightId: string;
  readonly reviewer: string;
}

const selectReview = defineQuery<ReviewKey, Review, Review>({
  name: "insights.find_review",
  text: (schema) => `SELECT ${COLUMNS} FROM ${schema}.insight_reviews AS r WHERE r.insight_id = $1 AND r.reviewer = $2`,
  params: ({ insightId, reviewer }) => [insightId, reviewer],
  row: toReview,
});

export const findReview = (tx: TenantTransaction, key: ReviewKey): Promise<Review | undefined> =>
  tx.find(selectReview, key);

interface ReviewWrite {
  readonly userId: string;
  readonly reviewer: string;
  readonly review: ReviewRequest;
}

const upsertReview = defineQuery<ReviewWrite, Review, Review>({
  name: "insights.upsert_review",
  text: (schema) => `
INSERT INTO ${schema}.insight_reviews AS r
  (user_id, insight_id, reviewer, agrees, risk_level, reason, insight_risk_level, insight_confidence, insight_source)
SELECT user_id, i.insight_id, $2, $3::boolean, $4, $5, i.risk_level, i.confidence, i.source
FROM ${schema}.user_insights AS i JOIN ${schema}.user_profiles AS u USING (user_id) WHERE i.user_id = $1
FOR KEY SHARE OF u
ON CONFLICT (insight_id, reviewer) DO UPDATE SET agrees = excluded.agrees, risk_level = excluded.risk_level,
  reason = excluded.reason, reviewed_at = now()
RETURNING ${COLUMNS}`,
  params: ({ userId, reviewer, review }) => [userId, reviewer, review.agrees, review.risk_level, review.reason ?? null],
  row: toReview,
});

/** Writes the reviewer's word on the user's present insight; undefined where the user has none. */
export const putReviewRow = (tx: TenantTransaction, write: ReviewWrite): Promise<Review | undefined> =>
  tx.find(upsertReview, write);
