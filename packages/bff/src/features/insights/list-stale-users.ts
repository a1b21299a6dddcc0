import type { UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import { analysisHash, buildEvidence } from "../../rag/index.ts";
import { listJudgedUsers } from "../detection/index.ts";
import { toEvidenceInput } from "./to-evidence-input.ts";
import { listUserFacts } from "./user-facts.repository.ts";

// An insight names its hash, not the analyst the hash was made for: where a model failed, the rules wrote in its name.
const selectAnalysts = defineQuery<void, { model_id: string }>({
  name: "insights.list_analysts",
  text: (schema) => `SELECT DISTINCT model_id FROM ${schema}.model_spend`,
});

/**
 * Those of the users whose evidence is no longer what their insight was made of. Users without an insight are left out.
 *
 * @param userIds a page of them
 */
export async function listStaleUsers(
  tx: TenantTransaction,
  userIds: readonly UserId[],
  nowMs: number,
): Promise<ReadonlySet<UserId>> {
  if (userIds.length === 0) return new Set();
  const facts = (await listUserFacts(tx, userIds)).filter(({ latest }) => latest !== null);
  if (facts.length === 0) return new Set();
  const analysts = ["rules", ...(await tx.list(selectAnalysts)).map(({ model_id }) => model_id)];
  const judged = await listJudgedUsers(tx, { userIds: facts.map(({ userId }) => userId) });
  const judgedById = new Map(judged.map((user) => [user.userId, user]));
  const stale = facts.filter((known) => {
    const user = judgedById.get(known.userId);
    if (user === undefined) return true;
    const evidence = buildEvidence(toEvidenceInput(known, user, null, nowMs));
    return !analysts.some((analyst) => analysisHash(evidence, analyst) === known.latest?.hash);
  });
  return new Set(stale.map(({ userId }) => userId));
}
