import {
  type Decision,
  DecisionRequest,
  type DecisionResult,
  makeDecisions,
  type ProblemCode,
  type UserId,
  undoDecision,
} from "@dormant-users/shared-types";
import { buildDecision } from "@dormant-users/shared-types/testing";
import { HttpResponse, http } from "msw";
import { problemResponse } from "./handlers.ts";

const MAKE = `*${makeDecisions.path}`;
const UNDO = `*${undoDecision.path.replace("{decision_id}", ":id")}`;

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
    http.delete(UNDO, ({ params }) => {
      const decision = standing.get(String(params.id));
      if (!decision) return problemResponse(404, "not_found", "No such decision.");
      return HttpResponse.json({ ...decision, undone_at: "2026-11-22T06:20:00.000Z", undone_by: "you" });
    }),
  ];
}

export function decisionsProblem(status: number, code: ProblemCode, detail: string) {
  return http.post(MAKE, () => problemResponse(status, code, detail));
}
