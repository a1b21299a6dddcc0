import {
  type DormantUsersPage,
  DormantUsersQuery,
  listDormantUsers,
  Problem,
  type ProblemCode,
  type Scope,
} from "@dormant-users/shared-types";
import { delay, getResponse, type HttpHandler, HttpResponse, http } from "msw";
import { listPage } from "./list-page.ts";
import type { KnownAccount } from "./tenant-directory.ts";

const LIST = `*${listDormantUsers.path}`;

/** The list over a whole pretended tenant, made when first asked for: sorts, filters and pages as the server does. */
export function dormantUsersServer(makeAccounts: () => readonly KnownAccount[], tenantDefault?: number) {
  let accounts: readonly KnownAccount[] | undefined;
  return http.get(LIST, ({ request }) => {
    const query = readQuery(request);
    if (!query.success) return problemResponse(400, "invalid_request", "A parameter has a value it may not have.");
    accounts ??= makeAccounts();
    return HttpResponse.json(listPage(accounts, query.data, tenantDefault));
  });
}

const LISTS: readonly string[] = ["risk_level", "account_type", "department", "state"];

/** The same server, asked with a token that allows no more than these. */
export function allowing(scopes: readonly Scope[], handlers: readonly HttpHandler[]) {
  return http.all("*", async ({ request }) => {
    const answer = await getResponse([...handlers], request);
    if (!answer) return undefined;
    const headers = new Headers(answer.headers);
    headers.set("x-oauth-scopes", scopes.join(", "));
    return new HttpResponse(answer.body, { status: answer.status, headers });
  });
}

function readQuery(request: Request) {
  const params = new URL(request.url).searchParams;
  const fields = [...new Set(params.keys())].map((name) => [
    name,
    LISTS.includes(name) ? params.getAll(name) : params.get(name),
  ]);
  return DormantUsersQuery.safeParse(Object.fromEntries(fields));
}

/** The same page whatever is asked. */
export function dormantUsersAnswer(page: DormantUsersPage) {
  return http.get(LIST, () => HttpResponse.json(page));
}

/** An answer that never comes. */
export function dormantUsersPending() {
  return http.get(LIST, async () => {
    await delay("infinite");
  });
}

/** No server at the other end. */
export function dormantUsersUnreachable() {
  return http.get(LIST, () => HttpResponse.error());
}

/** A refusal, `times` times (for ever where absent); then the next handler answers. */
export function dormantUsersProblem(
  status: number,
  code: ProblemCode,
  detail: string,
  times = Number.POSITIVE_INFINITY,
) {
  let left = times;
  return http.get(LIST, () => {
    if (left <= 0) return undefined;
    left -= 1;
    return problemResponse(status, code, detail);
  });
}

export function problemResponse(status: number, code: ProblemCode, detail: string) {
  const problem = Problem.parse({
    type: `urn:dormant-users:${code}`,
    title: code.replaceAll("_", " "),
    status,
    code,
    detail,
    request_id: "01JD8Z6M3QK4T9V2B7XN5R0CWE",
  });
  return HttpResponse.json(problem, { status, headers: { "content-type": "application/problem+json" } });
}
