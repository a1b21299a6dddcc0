import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { EVENT_SOURCE } from "@dormant-users/shared-types";
import type { EventPublisher, OutgoingEvent } from "../../features/decisions/index.ts";

export interface EventBridgeOptions {
  /** Name or ARN. */
  readonly bus: string;
  readonly region: string;
  /** Another server that speaks EventBridge. */
  readonly endpoint?: string | undefined;
}

/** What one call takes. */
const BATCH = 10;
const TIMEOUT_MS = 2000;

/** Publishes to an EventBridge bus, ten events a call. An entry the bus refuses is reported as not taken. */
export function createEventBridgePublisher({ bus, region, endpoint }: EventBridgeOptions): EventPublisher {
  const client = new EventBridgeClient({ region, maxAttempts: 2, ...(endpoint && { endpoint }) });
  const send = async (batch: readonly OutgoingEvent[]): Promise<string[]> => {
    const answer = await client.send(
      new PutEventsCommand({
        Entries: batch.map(({ type, detail }) => ({
          EventBusName: bus,
          Source: EVENT_SOURCE,
          DetailType: type,
          Detail: JSON.stringify(detail),
          Time: new Date(detail.occurred_at),
        })),
      }),
      { abortSignal: AbortSignal.timeout(TIMEOUT_MS) },
    );
    return batch
      .filter((_event, at) => answer.Entries?.[at]?.EventId !== undefined)
      .map(({ detail }) => detail.event_id);
  };
  return {
    async publish(events) {
      const taken: string[] = [];
      for (let at = 0; at < events.length; at += BATCH) {
        const batch = events.slice(at, at + BATCH);
        const sent = await send(batch);
        taken.push(...sent);
        // What comes later must not overtake what was refused.
        if (sent.length < batch.length) break;
      }
      return taken;
    },
  };
}
