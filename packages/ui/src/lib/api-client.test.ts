import { Problem } from "@dormant-users/shared-types";
import { buildDormantUsersPage } from "@dormant-users/shared-types/testing";
import { HttpResponse, http } from "msw";
import { expect, test, vi } from "vitest";
import { server } from "../testing/server.ts";
import { createApiClient } from "./api-client.ts";
import type { ApiError } from "./api-error.ts";
import { listDormantUsers } from "./contract/list-dormant-users.data.ts";

const API = "https://api.trustx.example";
const LIST = `${API}${listDormantUsers.path}`;
const page = buildDormantUsersPage([]);

function problem(status: number, fields: Partial<Problem> = {}) {
  const body = { type: "urn:dormant-users:internal", title: "Internal error", status, code: "internal", ...fields };
  return HttpResponse.json(Problem.parse(body), { status });
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: ApiError) => error,
  );

test("sends the host's token and the query in its wire form, and hands back an answer that keeps the contract", async () => {
  let seen: Request | undefined;
  server.use(
    http.get(LIST, ({ request }) => {
      seen = request;
      return HttpResponse.json({ ...page, newer: "field" });
    }),
  );
  const client = createApiClient({ apiBase: `${API}/`, getAccessToken: async () => "t1" });
  const answer = await client.call(listDormantUsers, {
    query: { inactive_days: 60, state: ["dormant", "unknown"], q: "a&b=c" },
  });
  expect(answer).toEqual({ ...page, newer: "field" });
  expect(seen?.headers.get("authorization")).toBe("Bearer t1");
  expect([...new URL(seen?.url ?? "").searchParams]).toEqual([
    ["inactive_days", "60"],
    ["state", "dormant"],
    ["state", "unknown"],
    ["q", "a&b=c"],
  ]);
});

test("a refused token is renewed once and the request sent again", async () => {
  server.use(
    http.get(LIST, ({ request }) =>
      request.headers.get("authorization") === "Bearer fresh"
        ? HttpResponse.json(page)
        : problem(401, { code: "invalid_token" }),
    ),
  );
  const getAccessToken = vi.fn(async (options?: { forceRefresh?: boolean }) =>
    options?.forceRefresh ? "fresh" : "old",
  );
  const client = createApiClient({ apiBase: API, getAccessToken });
  await expect(client.call(listDormantUsers)).resolves.toEqual(page);
  expect(getAccessToken.mock.calls).toEqual([[], [{ forceRefresh: true }]]);
});

test("requests refused together share one renewal", async () => {
  server.use(
    http.get(LIST, ({ request }) =>
      request.headers.get("authorization") === "Bearer fresh"
        ? HttpResponse.json(page)
        : problem(401, { code: "invalid_token" }),
    ),
  );
  const getAccessToken = vi.fn(async (options?: { forceRefresh?: boolean }) =>
    options?.forceRefresh ? "fresh" : "old",
  );
  const client = createApiClient({ apiBase: API, getAccessToken });
  await Promise.all([1, 2, 3].map((skip) => client.call(listDormantUsers, { query: { skip } })));
  expect(getAccessToken.mock.calls.filter(([options]) => options?.forceRefresh)).toHaveLength(1);
});

test("a renewed token that is refused too means the session has ended, and is not tried for ever", async () => {
  let asked = 0;
  server.use(
    http.get(LIST, () => {
      asked += 1;
      return problem(401, { code: "invalid_token", detail: "The token has expired." });
    }),
  );
  const client = createApiClient({ apiBase: API, getAccessToken: async () => "old" });
  expect(await failureOf(client.call(listDormantUsers))).toMatchObject({ kind: "signed_out", status: 401 });
  expect(asked).toBe(2);
});

test("a host that cannot give a token ends as signed out; a failed renewal is asked for anew next time", async () => {
  server.use(http.get(LIST, () => problem(401, { code: "invalid_token" })));
  const getAccessToken = vi.fn(async (options?: { forceRefresh?: boolean }) => {
    if (options?.forceRefresh) throw new Error("the identity provider said no");
    return "old";
  });
  const client = createApiClient({ apiBase: API, getAccessToken });
  expect(await failureOf(client.call(listDormantUsers))).toMatchObject({ kind: "signed_out" });
  expect(await failureOf(client.call(listDormantUsers))).toMatchObject({ kind: "signed_out" });
  expect(getAccessToken.mock.calls.filter(([options]) => options?.forceRefresh)).toHaveLength(2);
});

test("a problem becomes an error with its code, words, fields and request id", async () => {
  server.use(
    http.get(LIST, () =>
      problem(400, {
        code: "invalid_request",
        detail: "Check the query.",
        request_id: "r-1",
        errors: [{ path: "inactive_days", message: "must be a whole number" }],
      }),
    ),
  );
  const client = createApiClient({ apiBase: API, getAccessToken: async () => "t" });
  expect(await failureOf(client.call(listDormantUsers))).toMatchObject({
    kind: "problem",
    status: 400,
    code: "invalid_request",
    detail: "Check the query. (inactive_days: must be a whole number)",
    requestId: "r-1",
  });
});

test.each([
  [
    "a gateway's HTML page",
    () => new HttpResponse("<h1>Bad gateway</h1>", { status: 502, headers: { "x-request-id": "gw-7" } }),
    { kind: "problem", status: 502, requestId: "gw-7", isTransient: true },
  ],
  [
    "JSON of another shape",
    () => HttpResponse.json({ message: "no" }, { status: 500 }),
    { kind: "problem", status: 500, isTransient: false },
  ],
  ["an HTML page with status 200", () => new HttpResponse("<h1>Sign in</h1>"), { kind: "unreadable" }],
  ["an answer that breaks the contract", () => HttpResponse.json({ ...page, total: "many" }), { kind: "unreadable" }],
  ["a success the contract has no word of", () => HttpResponse.json(page, { status: 201 }), { kind: "unreadable" }],
  ["a bare 401", () => new HttpResponse("", { status: 401 }), { kind: "signed_out" }],
  ["no server", () => HttpResponse.error(), { kind: "unreachable", isTransient: true }],
])("%s is a named failure, never a raw one", async (_, respond, expected) => {
  server.use(http.get(LIST, respond));
  const client = createApiClient({ apiBase: API, getAccessToken: async () => "t" });
  expect(await failureOf(client.call(listDormantUsers))).toMatchObject(expected);
});

test("a silent server is a timeout; a caller's abort stays an abort", async () => {
  server.use(http.get(LIST, () => new Promise<never>(() => {})));
  const client = createApiClient({ apiBase: API, getAccessToken: async () => "t", timeoutMs: 20 });
  expect(await failureOf(client.call(listDormantUsers))).toMatchObject({ kind: "timeout" });
  const stop = new AbortController();
  const patient = createApiClient({ apiBase: API, getAccessToken: async () => "t" });
  const failure = failureOf(patient.call(listDormantUsers, { signal: stop.signal }));
  stop.abort();
  expect(await failure).toMatchObject({ name: "AbortError" });
});

test("knows from the answers what the token allows, and takes everything to be allowed until one has said", async () => {
  let allowed: string | undefined;
  server.use(http.get(LIST, () => HttpResponse.json(page, allowed ? { headers: { "x-oauth-scopes": allowed } } : {})));
  const { call, granted } = createApiClient({ apiBase: API, getAccessToken: async () => "t" });
  const changed = vi.fn();
  granted.subscribe(changed);
  await call(listDormantUsers);
  expect([granted.allows("insights:read"), granted.allows("decisions:write")]).toEqual([true, true]);
  allowed = "insights:read, insights:review";
  await call(listDormantUsers);
  await call(listDormantUsers);
  expect([granted.allows("insights:review"), granted.allows("decisions:write")]).toEqual([true, false]);
  expect(changed).toHaveBeenCalledOnce();
  allowed = undefined;
  await call(listDormantUsers);
  expect(granted.allows("decisions:write")).toBe(false);
});
