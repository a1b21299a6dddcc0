export { listDecisionHistory } from "./decisions.repository.ts";
export type { EventPublisher, OutgoingEvent } from "./event-publisher.ts";
export { publishEvents } from "./publish-events.ts";
