import { z } from "zod";
import { DecisionId, DecisionKind } from "../resources/decision.ts";
import { Instant } from "../resources/instant.ts";
import { TenantId } from "../resources/tenant-id.ts";
import { UserId } from "../resources/user-id.ts";

/** `source` of every event the product publishes. */
export const EVENT_SOURCE = "trustx.dormant-users";

/** The `detail-type` of a decision's events. */
export const DecisionEventType = z.enum(["Decision Made", "Decision Undone"]);
export type DecisionEventType = z.infer<typeof DecisionEventType>;

/**
 * Detail of the events that tell the systems which act on decisions. Delivered at least once: `event_id` tells a repeat.
 * Holds ids, never names or what somebody wrote.
 */
export const DecisionEvent = z.object({
  event_id: z.uuid(),
  tenant_id: TenantId,
  decision_id: DecisionId,
  user_id: UserId,
  kind: DecisionKind,
  until: Instant.nullable(),
  assignee: z.string().nullable(),
  actor: z.string(),
  occurred_at: Instant,
});
export type DecisionEvent = z.infer<typeof DecisionEvent>;
