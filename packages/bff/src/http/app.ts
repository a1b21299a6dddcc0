import { CONTRACTS, type RouteContract } from "@dormant-users/shared-types";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { DomainError } from "../domain-error.ts";
import type { Logger } from "../observability/logger.ts";
import { bindRoute } from "./bind-route.ts";
import type { Route } from "./define-route.ts";
import { type DevServices, devRoutes } from "./dev-routes.ts";
import { contentTag, matchesEntityTag, parseEntityTags } from "./entity-tag.ts";
import { handleError } from "./handle-error.ts";
import type { HttpEnv } from "./http-env.ts";
import { crossOrigin } from "./middleware/cross-origin.ts";
import { limitBody } from "./middleware/limit-body.ts";
import { requestContext } from "./middleware/request-context.ts";
import { securityHeaders } from "./middleware/security-headers.ts";
import { openApiDocument } from "./openapi/document.ts";
import type { TokenVerifier } from "./principal.ts";
import { problemResponse } from "./problem.ts";

export interface AppServices {
  readonly config: {
    readonly corsOrigins: readonly string[];
    readonly bodyLimitBytes: number;
    readonly requestTimeoutMs: number;
    /** Share of requests, 0…1, whose debug lines are written whatever the log level. */
    readonly logVerboseShare: number;
    /** On Lambda the gateway in front compresses for less. */
    readonly onLambda: boolean;
  };
  readonly version: string;
  readonly logger: Logger;
  readonly verifier: TokenVerifier;
  /** There only where the development issuer is. */
  readonly dev: DevServices | undefined;
}

export interface AppParts {
  readonly routes: readonly Route[];
  /** The documentation page, where it is served. */
  readonly docs?: Hono<HttpEnv> | undefined;
  readonly contracts?: readonly RouteContract[];
}

/** @throws Error naming every contract that no route, or more than one, is bound to */
export function createApp(services: AppServices, { routes, docs, contracts = CONTRACTS }: AppParts): Hono<HttpEnv> {
  requireEveryContract(contracts, routes);
  const { config, logger } = services;
  const app = new Hono<HttpEnv>();
  app.onError(handleError(logger));
  app.notFound((context) => {
    const error = new DomainError("not_found", "There is nothing at this address; /openapi.json lists what there is.");
    return problemResponse(error, context.get("requestId"));
  });
  app.use(requestContext(logger, config.logVerboseShare));
  app.use(securityHeaders());
  app.use(crossOrigin(config.corsOrigins));
  if (!config.onLambda) app.use(compress({ threshold: 1024 }));

  bindAll(app, services, routes);
  bindDocument(app, openApiDocument(contracts, services.version));
  if (docs !== undefined) app.route("/docs", docs);
  if (services.dev !== undefined) app.route("/dev", devRoutes(services.dev));
  return app;
}

function requireEveryContract(contracts: readonly RouteContract[], routes: readonly Route[]): void {
  const bound = routes.map(({ contract }) => contract);
  const faults = [
    ...contracts
      .filter((contract) => !bound.includes(contract))
      .map((contract) => `${contract.operationId} is not bound`),
    ...bound
      .filter((contract) => !contracts.includes(contract))
      .map((contract) => `${contract.operationId} is no contract`),
    ...bound
      .filter((contract, at) => bound.indexOf(contract) !== at)
      .map((contract) => `${contract.operationId} is bound twice`),
  ];
  if (faults.length > 0) throw new Error(`The routes do not match the contracts: ${faults.join("; ")}`);
}

function bindAll(app: Hono<HttpEnv>, { config, verifier }: AppServices, routes: readonly Route[]): void {
  const byPath = Map.groupBy(routes, ({ contract }) => contract.path);
  const binding = { verifier, timeLimitMs: config.requestTimeoutMs };
  for (const path of [...byPath.keys()].sort(literalFirst)) {
    const here = byPath.get(path) ?? [];
    const pattern = path.replaceAll(/\{(\w+)\}/g, ":$1");
    for (const route of here) {
      const method = route.contract.method.toUpperCase();
      if (route.contract.body !== undefined) app.on(method, pattern, limitBody(config.bodyLimitBytes));
      app.on(method, pattern, bindRoute(route, binding));
    }
    const methods = here.map(({ contract }) => contract.method.toUpperCase());
    const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : [])].join(", ");
    app.all(pattern, (context) => {
      const error = new DomainError("method_not_allowed", `Here one can ${allow}.`);
      const response = problemResponse(error, context.get("requestId"));
      response.headers.set("allow", allow);
      return response;
    });
  }
}

/** The router takes the first that fits: `/dormant-users/summary` has to stand before `/dormant-users/{user_id}`. */
function literalFirst(left: string, right: string): number {
  const rank = (path: string) => path.replaceAll("{", "\uffff");
  return rank(left) < rank(right) ? -1 : 1;
}

function bindDocument(app: Hono<HttpEnv>, document: object): void {
  const body = JSON.stringify(document);
  const etag = contentTag(body);
  app.get("/openapi.json", (context) => {
    const headers = { etag, "cache-control": "no-cache" };
    const known = parseEntityTags(context.req.header("if-none-match"));
    if (known !== undefined && matchesEntityTag(known, etag)) return context.body(null, 304, headers);
    return context.body(body, 200, { ...headers, "content-type": "application/json" });
  });
}
