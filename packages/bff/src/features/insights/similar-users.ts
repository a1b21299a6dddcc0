import type { SimilarOutcome, SimilarUser, UserId } from "@dormant-users/shared-types";
import { defineQuery, type EmbeddingSpace, type TenantTransaction } from "../../db/index.ts";
import type { PeerOutcome } from "../../rag/evidence/vocabulary.ts";
import { listJudgedUsers } from "../detection/index.ts";
import { chooseSearchWay, listNearestUsers } from "./nearest-users.repository.ts";
import { outcomeOf } from "./neighbours.repository.ts";

const selectSpace = defineQuery<UserId, EmbeddingSpace>({
  name: "insights.find_embedding_space",
  text: (schema) => `
SELECT model_id AS "modelId", dimensions FROM ${schema}.user_embeddings WHERE user_id = $1
ORDER BY embedded_at DESC, model_id LIMIT 1`,
  params: (userId) => [userId],
});

type ShownUser = Omit<SimilarUser, "similarity" | "outcome">;

const selectShown = defineQuery<readonly UserId[], ShownUser, ShownUser>({
  name: "insights.list_shown_users",
  text: (schema) => `
SELECT u.user_id, u.name, u.email, u.last_active_at, i.risk_level, d.kind AS decision, d.decided_at
FROM ${schema}.user_profiles AS u
LEFT JOIN ${schema}.user_insights AS i USING (user_id)
LEFT JOIN ${schema}.decisions AS d ON d.user_id = u.user_id AND d.undone_at IS NULL
WHERE u.user_id = ANY ($1::uuid[])`,
  params: (userIds) => [userIds],
  row: (row) => ({ ...row, last_active_at: toMillis(row.last_active_at), decided_at: toMillis(row.decided_at) }),
});

const toMillis = (at: string | null): string | null => (at === null ? null : new Date(at).toISOString());

const OUTCOMES: Readonly<Record<PeerOutcome, SimilarOutcome>> = {
  open: "still_dormant",
  returned: "returned",
  kept: "kept",
  disabled: "disabled",
};

/**
 * The users most like this one, and what became of them: found as the analysis finds them, among the vectors of the model
 * that embedded this user last. None until the user has a vector.
 */
export async function listSimilarUsers(tx: TenantTransaction, userId: UserId): Promise<SimilarUser[]> {
  const space = await tx.find(selectSpace, userId);
  if (space === undefined) return [];
  const scope = { ...space, userIds: [userId] };
  const nearest = await listNearestUsers(tx, scope, await chooseSearchWay(tx, scope));
  const userIds = nearest.map(({ neighbourId }) => neighbourId);
  const shown = new Map((await tx.list(selectShown, userIds)).map((user) => [user.user_id, user]));
  const states = new Map((await listJudgedUsers(tx, { userIds })).map((user) => [user.userId, user.state]));
  return nearest.flatMap(({ neighbourId, similarity }) => {
    const user = shown.get(neighbourId);
    if (user === undefined) return [];
    const outcome = OUTCOMES[outcomeOf(user.decision ?? undefined, states.get(neighbourId))];
    return [{ ...user, similarity: Math.max(-1, Math.min(1, similarity)), outcome }];
  });
}
