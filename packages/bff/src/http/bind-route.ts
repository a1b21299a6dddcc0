import { hash } from "node:crypto";
import { Scope } from "@dormant-users/shared-types";
import type { Context, Handler } from "hono";
import { DomainError } from "../domain-error.ts";
import { currentRequest } from "../observability/request-scope.ts";
import { authorise } from "./authorise.ts";
import { clientAddress } from "./client-address.ts";
import type { RequestMeta, Route, RouteInput } from "./define-route.ts";
import { type EntityTagCondition, parseEntityTags } from "./entity-tag.ts";
import type { HttpEnv } from "./http-env.ts";
import { createRequestParser } from "./parse-request.ts";
import type { Principal, TokenVerifier } from "./principal.ts";
import { createResponder } from "./respond.ts";
import { withTimeLimit } from "./time-limit.ts";

export interface RouteBinding {
  readonly verifier: TokenVerifier;
  readonly timeLimitMs: number;
}

/** The way of one request: who, whether, what, then the handler, then the declared answer. */
export function bindRoute(route: Route, { verifier, timeLimitMs }: RouteBinding): Handler<HttpEnv> {
  const { contract } = route;
  const parser = createRequestParser(contract);
  const respond = createResponder(contract);

  const serve = async (context: Context<HttpEnv>, signal: () => AbortSignal): Promise<Response> => {
    const principal =
      contract.scope === null
        ? undefined
        : await authorise(context.req.header("authorization"), contract.scope, verifier);
    if (principal !== undefined) notePrincipal(principal);
    const meta = requestMeta(context, signal);
    if (contract.ifMatch === "required" && meta.ifMatch === undefined) {
      throw new DomainError("precondition_required", "Send in If-Match the ETag of the state you read.");
    }
    const input = {
      params: parser.params(context.req.param()),
      query: parser.query(context.req.url),
      body: await parser.body(context.req.raw),
      principal,
      request: meta,
    };
    const answer = respond(await route.handle(input as RouteInput<typeof contract>), meta.ifNoneMatch);
    if (principal !== undefined) answer.headers.set("x-oauth-scopes", scopesText(principal));
    return answer;
  };

  return (context) => {
    const scope = currentRequest();
    if (scope !== undefined) scope.operationId = contract.operationId;
    context.set("scope", contract.scope);
    return withTimeLimit(
      timeLimitMs,
      () => context.req.raw.signal,
      (signal) => serve(context, signal),
    ).catch((error: unknown) => {
      // Hono hands only Errors to its error handler; anything else thrown would end the process's request unanswered.
      throw error instanceof Error ? error : new Error("something that is not an Error was thrown", { cause: error });
    });
  };
}

/** As GitHub's API names them: what a client may offer to its user, without reading a token that is not meant for it. */
function scopesText({ scopes }: Principal): string {
  return Scope.options.filter((scope) => scopes.has(scope)).join(", ");
}

function requestMeta(context: Context<HttpEnv>, signal: () => AbortSignal) {
  return {
    id: context.get("requestId"),
    ip: clientAddress(context.env),
    ifMatch: parseEntityTags(context.req.header("if-match")),
    accept: context.req.header("accept"),
    ifNoneMatch: parseEntityTags(context.req.header("if-none-match")),
    get signal() {
      return signal();
    },
  } satisfies RequestMeta & { readonly ifMatch: EntityTagCondition | undefined };
}

function notePrincipal({ tenant, subject }: Principal): void {
  const scope = currentRequest();
  if (scope === undefined) return;
  scope.tenant = tenant;
  scope.subject = hash("sha256", `${tenant}\n${subject}`, "hex").slice(0, 16);
}
