export { listDecisionHistory } from "./decisions.repository.ts";
export type { EventPublisher, OutgoingEvent } from "./event-publisher.ts";
export { makeDecisions } from "./make-decisions.ts";
export { publishEvents } from "./publish-events.ts";
export { undoDecisions } from "./undo-decision.ts";
