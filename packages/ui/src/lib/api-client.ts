import type { Problem, RouteContract } from "@dormant-users/shared-types";
import type { z } from "zod";
import { AccessTokens, type GetAccessToken } from "./access-token.ts";
import { ApiError } from "./api-error.ts";
import type { AnswerSchema, ApiRoute } from "./contract/api-route.ts";
import { findBreach } from "./contract/json-schema.ts";
import { PROBLEM } from "./contract/problem.data.ts";
import { GrantedScopes } from "./granted-scopes.ts";
import { encodeQuery } from "./query-string.ts";

/** What a contract's success holds: of its 200, or of its 202 where the work goes on. */
type Answer<Contract extends RouteContract> =
  ApiRoute<Contract>["answers"][keyof Contract["responses"] & (200 | 202)] extends AnswerSchema<infer Value>
    ? Value
    : never;
type Body<Contract extends RouteContract> = Contract["body"] extends z.ZodType ? z.input<Contract["body"]> : never;
type Query<Contract extends RouteContract> = Contract["query"] extends z.ZodObject
  ? z.output<Contract["query"]>
  : Record<never, never>;

export interface ApiCallOptions<Contract extends RouteContract> {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Query<Contract>;
  readonly body?: Body<Contract>;
  /** The version that a change rests on, where the contract asks for one; an ETag as the server gives it. */
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
}

export interface ApiClient {
  readonly granted: GrantedScopes;
  /**
   * Asks one route of the contract and checks what comes back by it.
   * @throws {ApiError} whatever went wrong; `AbortError` where the caller's signal said stop.
   */
  call<Contract extends RouteContract>(
    route: ApiRoute<Contract>,
    options?: ApiCallOptions<Contract>,
  ): Promise<Answer<Contract>>;
  /**
   * Asks for one of the text forms a contract declares (`text/csv`, `text/event-stream`), to be read as it comes.
   * The server may answer in JSON all the same: look at the content type. Only the caller's signal ends the reading.
   * @throws {ApiError}
   */
  open<Contract extends RouteContract>(
    route: ApiRoute<Contract>,
    options: ApiCallOptions<Contract> & { readonly accept: string },
  ): Promise<Response>;
}

export interface ApiClientOptions {
  /** Where the API lives, without a trailing path: `https://api.example.com` or `""` for the page's own origin. */
  readonly apiBase: string;
  readonly getAccessToken: GetAccessToken;
  /** Milliseconds until a silent server counts as a timeout. */
  readonly timeoutMs?: number;
}

export function createApiClient({ apiBase, getAccessToken, timeoutMs = 15_000 }: ApiClientOptions): ApiClient {
  const tokens = new AccessTokens(getAccessToken);
  const granted = new GrantedScopes();
  const base = apiBase.replace(/\/+$/, "");

  async function ask<Contract extends RouteContract>(
    route: ApiRoute<Contract>,
    { params = {}, query, body, ifMatch }: ApiCallOptions<Contract>,
    accept: string,
    signal: AbortSignal,
  ): Promise<Response> {
    const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
    const url = `${base}${path}${encodeQuery(query)}`;
    const send = (token: string) =>
      fetch(url, {
        method: route.method.toUpperCase(),
        headers: {
          accept,
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(ifMatch === undefined ? {} : { "if-match": ifMatch }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal,
      });
    const token = await askHost(tokens.current());
    const first = await send(token);
    const response = first.status === 401 ? await send(await askHost(tokens.renew(token))) : first;
    granted.note(response);
    return response;
  }

  return {
    granted,
    async call(route, options = {}) {
      const { signal } = options;
      const deadline = AbortSignal.timeout(timeoutMs);
      const both = signal ? AbortSignal.any([signal, deadline]) : deadline;
      try {
        return await readAnswer(route, await ask(route, options, "application/json", both));
      } catch (error) {
        throw nameFailure(error, signal, deadline);
      }
    },
    async open(route, options) {
      const { signal, accept } = options;
      // The deadline is for the first byte: a long export or a stream of progress may take its time.
      const silence = new AbortController();
      const timer = setTimeout(() => silence.abort(new DOMException("no answer", "TimeoutError")), timeoutMs);
      const both = signal ? AbortSignal.any([signal, silence.signal]) : silence.signal;
      try {
        const response = await ask(route, options, accept, both);
        clearTimeout(timer);
        if (!response.ok) await readAnswer(route, response);
        return response;
      } catch (error) {
        throw nameFailure(error, signal, silence.signal);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

async function askHost(token: Promise<string>): Promise<string> {
  try {
    return await token;
  } catch (cause) {
    throw new ApiError("signed_out", { cause });
  }
}

async function readAnswer<Contract extends RouteContract>(
  route: ApiRoute<Contract>,
  response: Response,
): Promise<Answer<Contract>> {
  const requestId = response.headers.get("x-request-id") ?? undefined;
  const known = { status: response.status, ...(requestId ? { requestId } : {}) };
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    // A gateway's HTML page: the status is all it can tell.
    if (response.status === 401) throw new ApiError("signed_out", known);
    throw new ApiError(response.ok ? "unreadable" : "problem", { ...known, cause });
  }
  if (response.ok) {
    const answers: Readonly<Record<number, AnswerSchema<unknown> | undefined>> = route.answers;
    const schema = answers[response.status];
    if (!schema) throw new ApiError("unreadable", known);
    return readAs(schema, body, known) as Answer<Contract>;
  }
  if (findBreach(PROBLEM, body) === undefined) throw ApiError.fromProblem(body as Problem, response.status, requestId);
  throw new ApiError(response.status === 401 ? "signed_out" : "problem", known);
}

/**
 * A value from `JSON.parse` as what the schema says it is.
 * @throws {ApiError} `unreadable` where it is something else
 */
export function readAs<Value>(
  schema: AnswerSchema<Value>,
  value: unknown,
  known: { readonly status?: number; readonly requestId?: string } = {},
): Value {
  const breach = findBreach(schema, value);
  if (breach === undefined) return value as Value;
  throw new ApiError("unreadable", { ...known, cause: new Error(`The answer breaks the contract at "${breach}".`) });
}

function nameFailure(error: unknown, signal: AbortSignal | undefined, deadline: AbortSignal): unknown {
  if (error instanceof ApiError) return error;
  if (signal?.aborted) return signal.reason;
  if (deadline.aborted) return new ApiError("timeout", { cause: error });
  return new ApiError("unreachable", { cause: error });
}
