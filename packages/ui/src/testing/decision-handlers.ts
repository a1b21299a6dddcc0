import {
  type Decision,
  DecisionRequest,
  type DecisionResult,
  makeDecisions,
  type ProblemCode,
  UndoRequest,
  type UndoResult,
  type UserId,
  undoDecisions,
} from "@dormant-users/shared-types";
import { buildDecision } from "@dormant-users/shared-types/testing";
import { HttpResponse, http } from "msw";
import { problemResponse } from "./handlers.ts";

const MAKE = `*${makeDecisions.path}`;
const UNDO = `*${undoDecisions.path}`;

/** Takes every decision and its undoing; users in `conflicting` were decided by somebody else a moment ago. */
export function decisionsServer({ conflicting = [] }: { conflicting?: readonly UserId[] } = {}) {
  const standing = new Map<string, Decision>();
  return [
    http.post(MAKE, async ({ request }) => {
      const wanted = DecisionRequest.parse(await request.json());
      const results = wanted.users.map(({ user_id }): DecisionResult => {
        if (conflicting.includes(user_id)) {
          const decision = buildDecision({ user_id, kind: "keep", decided_by: "priya@northwind.example" });
          return { user_id, status: "conflict", decision };
        }
        const decision = buildDecision({
          user_id,
          kind: wanted.kind,
          reason: wanted.reason ?? null,
          until: "until" in wanted ? (wanted.until ?? null) : null,
          decided_by: "you@northwind.example",
        });
        standing.set(decision.decision_id, decision);
        return { user_id, status: "decided", decision };
      });
      return HttpResponse.json({ results });
    }),
    http.post(UNDO, async ({ request }) => {
      const { decision_ids } = UndoRequest.parse(await request.json());
      const results = decision_ids.map((decision_id): UndoResult => {
        const decision = standing.get(decision_id);
        if (!decision) return { decision_id, status: "not_found", decision: null };
        const undone = { ...decision, undone_at: "2026-11-22T06:20:00.000Z", undone_by: "you@northwind.example" };
        return { decision_id, status: "undone", decision: undone };
      });
      return HttpResponse.json({ results });
    }),
  ];
}

export function decisionsProblem(status: number, code: ProblemCode, detail: string) {
  return http.post(MAKE, () => problemResponse(status, code, detail));
}
