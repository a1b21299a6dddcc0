import {
  makeDecisions as makeContract,
  reportDecisionResult as reportContract,
  undoDecision as undoContract,
  undoDecisions as undoManyContract,
} from "@dormant-users/shared-types";
import type { Database } from "../../db/index.ts";
import { defineRoute, type Route, type RouteInput } from "../../http/define-route.ts";
import { decisionsUnpublished } from "../../observability/events/platform-trouble.ts";
import type { Logger } from "../../observability/logger.ts";
import type { EventPublisher } from "./event-publisher.ts";
import { type DecisionContext, makeDecisions } from "./make-decisions.ts";
import { publishEvents } from "./publish-events.ts";
import { reportResult } from "./report-result.ts";
import { undoDecision, undoDecisions } from "./undo-decision.ts";

interface DecisionServices {
  readonly database: Pick<Database, "withTenant">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Undefined: nobody outside is told. */
  readonly events: EventPublisher | undefined;
  readonly logger: Logger;
}

export function decisionsRoutes({ database, now, events, logger }: DecisionServices): readonly Route[] {
  const contextOf = ({ principal, request }: Pick<RouteInput<typeof undoContract>, "principal" | "request">) =>
    ({
      tenant: principal.tenant,
      actor: principal.subject,
      requestId: request.id,
      nowMs: now(),
      published: events !== undefined,
    }) satisfies DecisionContext;
  /** The decision stands whatever becomes of its event: the outbox keeps it for the next time. */
  const publish = async ({ tenant }: DecisionContext): Promise<void> => {
    if (events === undefined) return;
    await publishEvents(database, tenant, events).catch((error: unknown) => {
      decisionsUnpublished(logger, tenant, error);
    });
  };
  return [
    defineRoute(makeContract).handle(async (input) => {
      const context = contextOf(input);
      const results = await database.withTenant(context.tenant, (tx) => makeDecisions(tx, input.body, context));
      await publish(context);
      return { status: 200, body: { results } };
    }),
    defineRoute(undoContract).handle(async (input) => {
      const context = contextOf(input);
      const body = await database.withTenant(context.tenant, (tx) =>
        undoDecision(tx, input.params.decision_id, context),
      );
      await publish(context);
      return { status: 200, body };
    }),
    defineRoute(undoManyContract).handle(async (input) => {
      const context = contextOf(input);
      const results = await database.withTenant(context.tenant, (tx) =>
        undoDecisions(tx, input.body.decision_ids, context),
      );
      await publish(context);
      return { status: 200, body: { results } };
    }),
    defineRoute(reportContract).handle(async ({ principal, params, body, request }) => {
      const by = { actor: principal.subject, requestId: request.id };
      const decision = await database.withTenant(principal.tenant, (tx) =>
        reportResult(tx, params.decision_id, body, by),
      );
      return { status: 200, body: decision };
    }),
  ];
}
