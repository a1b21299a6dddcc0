import type { Config } from "../config/config.ts";
import type { EventPublisher } from "../features/decisions/index.ts";

/** The configured bus; undefined where nobody outside is to be told. */
export async function chooseEvents({ eventBus, s3 }: Config): Promise<EventPublisher | undefined> {
  if (eventBus === undefined) return undefined;
  // Loaded where it is used: a start without a bus does not pay for its client.
  const { createEventBridgePublisher } = await import("../adapters/events/event-bridge-publisher.ts");
  return createEventBridgePublisher({ bus: eventBus, region: s3.region });
}
