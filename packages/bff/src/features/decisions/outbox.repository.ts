import { randomUUID } from "node:crypto";
import { type Decision, DecisionEvent, DecisionEventType, type TenantId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import type { OutgoingEvent } from "./event-publisher.ts";

interface Happening {
  readonly tenant: TenantId;
  readonly actor: string;
  readonly type: DecisionEventType;
  readonly decisions: readonly Decision[];
}

const insertEvents = defineQuery<Happening>({
  name: "decisions.insert_events",
  text: (schema) => `
INSERT INTO ${schema}.event_outbox (event_id, user_id, event_type, detail, occurred_at)
SELECT e.event_id, e.user_id, $3, e.detail::jsonb, clock_timestamp()
FROM unnest($1::uuid[], $2::uuid[], $4::text[]) AS e (event_id, user_id, detail)`,
  params: ({ tenant, actor, type, decisions }) => {
    const details = decisions.map(
      (decision): DecisionEvent => ({
        event_id: randomUUID(),
        tenant_id: tenant,
        decision_id: decision.decision_id,
        user_id: decision.user_id,
        kind: decision.kind,
        until: decision.until,
        assignee: decision.assignee,
        actor,
        occurred_at: decision.undone_at ?? decision.decided_at,
      }),
    );
    return [
      details.map(({ event_id }) => event_id),
      details.map(({ user_id }) => user_id),
      type,
      details.map((detail) => JSON.stringify(detail)),
    ];
  },
});

/** Writes the events of decisions in their transaction, to be published after it. */
export async function storeEvents(tx: TenantTransaction, happening: Happening): Promise<void> {
  if (happening.decisions.length > 0) await tx.execute(insertEvents, happening);
}

const selectUnpublished = defineQuery<number, { event_type: string; detail: unknown }, OutgoingEvent>({
  name: "decisions.list_unpublished",
  text: (schema) => `
SELECT event_type, detail FROM ${schema}.event_outbox WHERE published_at IS NULL ORDER BY sequence LIMIT $1::bigint`,
  params: (limit) => [limit],
  row: ({ event_type, detail }) => ({
    type: DecisionEventType.parse(event_type),
    detail: DecisionEvent.parse(detail),
  }),
});

/** The oldest events that no bus has taken yet. */
export const listUnpublished = (tx: TenantTransaction, limit: number): Promise<OutgoingEvent[]> =>
  tx.list(selectUnpublished, limit);

const updatePublished = defineQuery<readonly string[]>({
  name: "decisions.mark_published",
  text: (schema) =>
    `UPDATE ${schema}.event_outbox SET published_at = clock_timestamp() WHERE event_id = ANY ($1::uuid[])`,
  params: (eventIds) => [eventIds],
});

export async function markPublished(tx: TenantTransaction, eventIds: readonly string[]): Promise<void> {
  await tx.execute(updatePublished, eventIds);
}
