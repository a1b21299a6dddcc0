import type { UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import type { DecisionKind, PeerOutcome } from "../../rag/evidence/vocabulary.ts";
import type { EvidenceInput } from "../../rag/index.ts";
import { type DetectionContext, type JudgedUser, listJudgedUsers } from "../detection/index.ts";
import { chooseSearchWay, listNearestUsers, type NearestScope } from "./nearest-users.repository.ts";

/**
 * Cosine similarity from which one fact at most tells two accounts apart (close), and three at most (near): measured for the
 * local embedder on real tenants (`bench/neighbour-closeness.ts`, ADR 0051); for Titan not yet measured, and cautious.
 */
const CLOSENESS: readonly (readonly [model: RegExp, closeFrom: number, nearFrom: number])[] = [
  [/^local-/, 0.945, 0.815],
  [/titan/, 0.95, 0.85],
];
const OTHER_MODELS = [0.95, 0.85] as const;

const selectDecisions = defineQuery<readonly UserId[], { userId: UserId; kind: DecisionKind }>({
  name: "insights.list_standing_decisions",
  text: (schema) => `
SELECT user_id AS "userId", kind FROM ${schema}.decisions WHERE user_id = ANY ($1::uuid[]) AND undone_at IS NULL`,
  params: (userIds) => [userIds],
});

/**
 * The ten users most like each of the given ones, with what became of them. Users without a vector have no entry.
 *
 * @param context as this transaction has read it
 */
export async function listNeighbours(
  tx: TenantTransaction,
  scope: NearestScope,
  context: DetectionContext,
): Promise<ReadonlyMap<UserId, NonNullable<EvidenceInput["peers"]>>> {
  const nearest = await listNearestUsers(tx, scope, await chooseSearchWay(tx, scope));
  if (nearest.length === 0) return new Map();
  const userIds = [...new Set(nearest.map(({ neighbourId }) => neighbourId))];
  const [judged, decided] = await Promise.all([
    listJudgedUsers(tx, { userIds, context }),
    tx.list(selectDecisions, userIds),
  ]);
  const states = new Map(judged.map((user) => [user.userId, user.state]));
  const decisions = new Map(decided.map(({ userId, kind }) => [userId, kind]));
  const [, closeFrom, nearFrom] = CLOSENESS.find(([model]) => model.test(scope.modelId)) ?? ["", ...OTHER_MODELS];
  const found = new Map<UserId, { similarity: number; outcome: PeerOutcome }[]>();
  for (const { userId, neighbourId, similarity } of nearest) {
    const neighbours = found.get(userId) ?? [];
    neighbours.push({ similarity, outcome: outcomeOf(decisions.get(neighbourId), states.get(neighbourId)) });
    found.set(userId, neighbours);
  }
  return new Map([...found].map(([userId, neighbours]) => [userId, { neighbours, closeFrom, nearFrom }]));
}

/** What became of an account that was dormant once: vectors are made of such accounts alone. */
export function outcomeOf(decision: DecisionKind | undefined, state: JudgedUser["state"] | undefined): PeerOutcome {
  if (state === "disabled" || decision === "disable") return "disabled";
  if (state === "active") return "returned";
  if (state === "exempt" || state === "snoozed") return "kept";
  return decision === undefined || decision === "notify" ? "open" : "kept";
}
