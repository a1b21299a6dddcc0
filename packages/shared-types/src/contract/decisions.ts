import { z } from "zod";
import {
  ApplyReport,
  Decision,
  DecisionId,
  DecisionRequest,
  DecisionResults,
  UndoRequest,
  UndoResults,
} from "../resources/decision.ts";
import { Review, ReviewRequest } from "../resources/review.ts";
import { UserId } from "../resources/user-id.ts";
import { defineContract } from "./route.ts";

export const makeDecisions = defineContract({
  operationId: "makeDecisions",
  method: "post",
  path: "/profile360/insights/dormant-users/decisions",
  summary: "Decide about one or many users",
  description:
    "A decision replaces the one that stands. Name in `seen` the one you saw, and somebody else's in between answers " +
    "`conflict` for that user and changes nothing; the other users are decided. 404 where no user named is known.",
  tag: "Decisions",
  scope: "decisions:write",
  body: DecisionRequest,
  responses: { 200: { description: "What became of each user, in the order asked", body: DecisionResults } },
});

export const undoDecision = defineContract({
  operationId: "undoDecision",
  method: "delete",
  path: "/profile360/insights/dormant-users/decisions/{decision_id}",
  summary: "Take a decision back",
  description: "Restores what it displaced, unless that was changed since. Taking it back again changes nothing.",
  tag: "Decisions",
  scope: "decisions:write",
  params: z.object({ decision_id: DecisionId }),
  responses: { 200: { description: "The decision, undone", body: Decision } },
});

export const undoDecisions = defineContract({
  operationId: "undoDecisions",
  method: "post",
  path: "/profile360/insights/dormant-users/decisions/undo",
  summary: "Take several decisions back",
  description:
    "All or none of those that are known; each as if alone: restores what it displaced, unless that was changed since. " +
    "404 where no decision named is known.",
  tag: "Decisions",
  scope: "decisions:write",
  body: UndoRequest,
  responses: { 200: { description: "What became of each decision, in the order asked", body: UndoResults } },
});

export const reportDecisionResult = defineContract({
  operationId: "reportDecisionResult",
  method: "put",
  path: "/profile360/insights/dormant-users/decisions/{decision_id}/result",
  summary: "Say what became of a decision in the system that acts on it",
  description: "Sent again it replaces what was reported before. Decisions the product applies itself answer 409.",
  tag: "Decisions",
  scope: "decisions:write",
  params: z.object({ decision_id: DecisionId }),
  body: ApplyReport,
  responses: { 200: { description: "The decision", body: Decision } },
});

export const putReview = defineContract({
  operationId: "putReview",
  method: "put",
  path: "/profile360/insights/dormant-users/{user_id}/review",
  summary: "Say whether the insight about a user is right",
  description:
    "Speaks of the user's present insight; 404 where there is none. Sent again it replaces what you said before.",
  tag: "Decisions",
  scope: "insights:review",
  params: z.object({ user_id: UserId }),
  body: ReviewRequest,
  responses: { 200: { description: "The review", body: Review } },
});
