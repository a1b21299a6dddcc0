import { ArnFormat, Fn, Stack } from "aws-cdk-lib";
import { LOGINS } from "./constructs/database-access.ts";
import { eventBusNameOf, functionNameOf, LIVE, queueNameOf } from "./names.ts";
import type { Surroundings } from "./permissions/of-functions.ts";
import type { FoundationStack } from "./stacks/foundation-stack.ts";
import type { Stage } from "./stages.ts";

/** ARNs from names, so that a role needs no stack that needs the role. */
export function surroundingsOf(scope: Stack, stage: Stage, { database }: FoundationStack): Surroundings {
  const arn = (service: string, resource: string, resourceName?: string, arnFormat = ArnFormat.NO_RESOURCE_NAME) =>
    Stack.of(scope).formatArn({ service, resource, ...(resourceName !== undefined && { resourceName }), arnFormat });
  // arn:aws:rds:region:account:db-proxy:prx-…; its last part is what IAM tokens are for.
  const proxyId = Fn.select(6, Fn.split(":", database.proxy.dbProxyArn));
  const detect = functionNameOf(stage, "detect-dormant-users");
  return {
    databaseLogin: (login) => arn("rds-db", "dbuser", `${proxyId}/${LOGINS[login]}`, ArnFormat.COLON_RESOURCE_NAME),
    arrivalsQueueArn: arn("sqs", queueNameOf(stage, "arrivals")),
    eventBusArn: arn("events", "event-bus", eventBusNameOf(stage), ArnFormat.SLASH_RESOURCE_NAME),
    detectDormantUsersArn: arn("lambda", "function", `${detect}:${LIVE}`, ArnFormat.COLON_RESOURCE_NAME),
  };
}
