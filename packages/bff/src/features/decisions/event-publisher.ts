import type { DecisionEvent, DecisionEventType } from "@dormant-users/shared-types";

export interface OutgoingEvent {
  readonly type: DecisionEventType;
  readonly detail: DecisionEvent;
}

/** Port: the bus on which other systems listen. */
export interface EventPublisher {
  /**
   * Publishes in the order given.
   *
   * @returns ids of the events the bus took
   * @throws Error where it cannot be reached
   */
  publish(events: readonly OutgoingEvent[]): Promise<readonly string[]>;
}
