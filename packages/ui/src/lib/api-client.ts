import { Problem, type RouteContract } from "@dormant-users/shared-types";
import { z } from "zod";
import { AccessTokens, type GetAccessToken } from "./access-token.ts";
import { ApiError } from "./api-error.ts";
import { encodeQuery } from "./query-string.ts";

// zod's compiled parsers probe `new Function`, which a host with a strict content security policy reports as a violation.
z.config({ jitless: true });

type Answer<Contract extends RouteContract> = Contract["responses"][200] extends { body: infer Body extends z.ZodType }
  ? z.output<Body>
  : never;
type Query<Contract extends RouteContract> = Contract["query"] extends z.ZodObject
  ? z.output<Contract["query"]>
  : Record<never, never>;

export interface ApiCallOptions<Contract extends RouteContract> {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Query<Contract>;
  readonly signal?: AbortSignal;
}

export interface ApiClient {
  /**
   * Asks one route of the contract and parses what comes back by it.
   * @throws {ApiError} whatever went wrong; `AbortError` where the caller's signal said stop.
   */
  call<Contract extends RouteContract>(
    contract: Contract,
    options?: ApiCallOptions<Contract>,
  ): Promise<Answer<Contract>>;
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
  const base = apiBase.replace(/\/+$/, "");
  return {
    async call(contract, { params = {}, query, signal } = {}) {
      const path = contract.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
      const url = `${base}${path}${encodeQuery(contract.query, query)}`;
      const deadline = AbortSignal.timeout(timeoutMs);
      const both = signal ? AbortSignal.any([signal, deadline]) : deadline;
      const send = (token: string) =>
        fetch(url, {
          method: contract.method.toUpperCase(),
          headers: { accept: "application/json", authorization: `Bearer ${token}` },
          signal: both,
        });
      try {
        const token = await askHost(tokens.current());
        let response = await send(token);
        if (response.status === 401) response = await send(await askHost(tokens.renew(token)));
        return await readAnswer(contract, response);
      } catch (error) {
        throw nameFailure(error, signal, deadline);
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
  contract: Contract,
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
    const parsed = contract.responses[200]?.body?.safeParse(body);
    if (parsed?.success) return parsed.data as Answer<Contract>;
    throw new ApiError("unreadable", { ...known, cause: parsed?.error });
  }
  const problem = Problem.safeParse(body);
  if (problem.success) throw ApiError.fromProblem(problem.data, response.status, requestId);
  throw new ApiError(response.status === 401 ? "signed_out" : "problem", known);
}

function nameFailure(error: unknown, signal: AbortSignal | undefined, deadline: AbortSignal): unknown {
  if (error instanceof ApiError) return error;
  if (signal?.aborted) return signal.reason;
  if (deadline.aborted) return new ApiError("timeout", { cause: error });
  return new ApiError("unreachable", { cause: error });
}
