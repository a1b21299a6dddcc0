import type { TenantId, UserId } from "@dormant-users/shared-types";
import type { TenantDatabase, TenantTransaction } from "../../db/index.ts";
import { type AnalysisRequest, analysisHash, buildEvidence, type EvidenceInput } from "../../rag/index.ts";
import type { ChatModel, Embedder } from "../../rag/ports.ts";
import { type DetectionContext, getDetectionContext, type JudgedUser, listJudgedUsers } from "../detection/index.ts";
import { listNeighbours } from "./neighbours.repository.ts";
import { identifiersOf, toEvidenceInput } from "./to-evidence-input.ts";
import { listUserFacts, type UserFacts } from "./user-facts.repository.ts";

export interface PreparationNeeds {
  readonly database: TenantDatabase;
  readonly embedder: Pick<Embedder, "modelId" | "dimensions">;
  /** Undefined: the rules write. */
  readonly chatModel: ChatModel | undefined;
  readonly now: () => number;
}

/** A user whose insight may have to be written anew. */
export interface PreparedUser {
  readonly userId: UserId;
  readonly request: AnalysisRequest;
  /** What is in force still holds as long as no model can be asked. */
  readonly holdsWithoutModel: boolean;
}

/** What must be analysed of some users, and what need not be. */
export interface PreparedUsers {
  readonly changed: readonly PreparedUser[];
  readonly unchanged: readonly UserId[];
  /** Erased, or no longer dormant, since they were put on the list. */
  readonly gone: readonly UserId[];
}

/** The model could not be had when these were written: asked again as soon as it can. */
const PASSING_REASONS: ReadonlySet<string> = new Set(["model_failed", "deadline_passed"]);

/**
 * Reads everything an analysis needs of some hundred users at once, in one short transaction, and leaves out those whose
 * insight would come out the same.
 *
 * @param force analyse all of them
 */
export function prepareAnalyses(
  needs: PreparationNeeds,
  tenantId: TenantId,
  userIds: readonly UserId[],
  { force }: { readonly force: boolean },
): Promise<PreparedUsers> {
  return needs.database.withTenant(tenantId, (tx) => prepare(tx, needs, userIds, force), { readOnly: true });
}

async function prepare(
  tx: TenantTransaction,
  { embedder, chatModel, now }: PreparationNeeds,
  userIds: readonly UserId[],
  force: boolean,
): Promise<PreparedUsers> {
  const nowMs = now();
  const [known, context] = await Promise.all([listUserFacts(tx, userIds), getDetectionContext(tx)]);
  const facts = new Map(known.map((one) => [one.userId, one]));
  const judged = await listJudgedUsers(tx, { userIds, states: ["dormant", "never_active"], context });
  const there = judged.flatMap((user) => {
    const known = facts.get(user.userId);
    return known === undefined
      ? []
      : [{ user, known, ...inForce(known, toEvidenceInput(known, user, null, nowMs), chatModel) }];
  });
  const present = new Set(there.map(({ user }) => user.userId));
  const changed = there.filter(({ holds }) => force || !holds);
  const peers = await peersOf(tx, embedder, changed, context);
  return {
    changed: changed.map(({ user, known, holdsWithoutModel }) => ({
      userId: user.userId,
      request: {
        input: toEvidenceInput(known, user, peers.get(user.userId) ?? null, nowMs),
        identifiers: identifiersOf(known),
      },
      holdsWithoutModel: !force && holdsWithoutModel,
    })),
    unchanged: there.filter(({ holds }) => !force && holds).map(({ user }) => user.userId),
    gone: userIds.filter((userId) => !present.has(userId)),
  };
}

async function peersOf(
  tx: TenantTransaction,
  { modelId, dimensions }: PreparationNeeds["embedder"],
  changed: readonly { readonly user: JudgedUser }[],
  context: DetectionContext,
): Promise<ReadonlyMap<UserId, EvidenceInput["peers"]>> {
  if (changed.length === 0) return new Map();
  const scope = { userIds: changed.map(({ user }) => user.userId), modelId, dimensions };
  return listNeighbours(tx, scope, context);
}

/** Whether the insight in force would come out the same, with the model and without it. */
function inForce(
  { latest }: UserFacts,
  input: EvidenceInput,
  chatModel: ChatModel | undefined,
): { readonly holds: boolean; readonly holdsWithoutModel: boolean } {
  if (latest === null) return { holds: false, holdsWithoutModel: false };
  const evidence = buildEvidence(input);
  const byRules = latest.hash === analysisHash(evidence, "rules");
  if (chatModel === undefined) return { holds: byRules, holdsWithoutModel: byRules };
  const byModel = latest.hash === analysisHash(evidence, chatModel.modelId);
  const passing = latest.source === "rules" && PASSING_REASONS.has(latest.rulesReason ?? "");
  return { holds: byModel && !passing, holdsWithoutModel: byModel || byRules };
}
