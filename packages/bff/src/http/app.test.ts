import { CONTRACTS, getHealth, getSettings, listDormantUsers } from "@dormant-users/shared-types";
import { describe, expect, it } from "vitest";
import { fakeRoutes } from "../../test/http/fake-routes.ts";
import { createTestApp, signToken } from "../../test/http/test-app.ts";
import { DatabaseError, TenantNotFoundError } from "../db/index.ts";
import { DomainError } from "../domain-error.ts";
import { recordQuery } from "../observability/request-scope.ts";
import { defineRoute } from "./define-route.ts";

const LIST = "/profile360/insights/dormant-users";
const SETTINGS = "/profile360/insights/settings";
const bearer = async () => ({ authorization: `Bearer ${await signToken()}` });
const failing = (error: unknown) =>
  createTestApp({
    routes: [
      defineRoute(listDormantUsers).handle(async () => {
        throw error;
      }),
    ],
  });

describe("the app", () => {
  it("refuses to be made while a contract is unbound, bound twice or unknown", () => {
    const routes = fakeRoutes();
    const health = defineRoute(getHealth).handle(async () => ({ status: 200, body: { status: "ok", version: "1" } }));
    const stranger = defineRoute({ ...getHealth, operationId: "stranger" }).handle(async () => ({
      status: 200,
      body: { status: "ok", version: "1" },
    }));
    expect(() => createTestApp({ parts: { routes: routes.slice(1) } })).toThrow(/listDormantUsers is not bound/);
    expect(() => createTestApp({ parts: { routes: [...routes, health] } })).toThrow(/getHealth is bound twice/);
    expect(() => createTestApp({ parts: { routes: [...routes, stranger] } })).toThrow(/stranger is no contract/);
  });

  it("prefers a path that is spelt out to one with a parameter, whatever the order they are written in", async () => {
    const named = (operationId: string, path: string) => {
      const contract = { ...getHealth, operationId, path };
      return defineRoute(contract).handle(async () => ({ status: 200, body: { status: "ok", version: operationId } }));
    };
    const routes = [named("one", "/things/{thing_id}"), named("all", "/things/summary")];
    const { app } = createTestApp({ parts: { routes, contracts: routes.map(({ contract }) => contract) } });
    expect(await (await app.request("/things/summary")).json()).toMatchObject({ version: "all" });
    expect((await app.request("/things/summary", { method: "POST" })).status).toBe(405);
    expect(await (await app.request("/things/7")).json()).toMatchObject({ version: "one" });
  });

  it("says 405 and what is allowed on a path it knows, 404 elsewhere", async () => {
    const { app } = createTestApp();
    const known = await app.request(SETTINGS, { method: "DELETE" });
    expect([known.status, known.headers.get("allow")]).toEqual([405, "GET, PUT, HEAD"]);
    expect(await known.json()).toMatchObject({ code: "method_not_allowed" });
    const unknown = await app.request("/profile360/insights/nothing");
    expect([unknown.status, unknown.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
    expect((await app.request(SETTINGS, { method: "OPTIONS" })).status).toBe(405);
  });

  it("answers HEAD as GET without a body", async () => {
    const { app } = createTestApp();
    const response = await app.request(LIST, { method: "HEAD", headers: await bearer() });
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(response.headers.get("etag")).toMatch(/^W\//);
  });

  it("serves its own description, which a caller may keep while it is unchanged", async () => {
    const { app } = createTestApp();
    const document = await app.request("/openapi.json");
    expect(Object.keys(((await document.json()) as { paths: object }).paths)).toHaveLength(
      new Set(CONTRACTS.map(({ path }) => path)).size,
    );
    const etag = document.headers.get("etag") ?? "";
    expect((await app.request("/openapi.json", { headers: { "if-none-match": etag } })).status).toBe(304);
  });
});

describe("every answer", () => {
  it("forbids sniffing, framing and running, and is kept by nobody but its caller", async () => {
    const { app } = createTestApp();
    const answers = [
      await app.request(LIST, { headers: await bearer() }),
      await app.request(LIST),
      await app.request("/nowhere"),
      await app.request("/healthz"),
    ];
    for (const { headers } of answers) {
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get("cache-control")).toMatch(/^(private, no-cache|no-store)$/);
      expect(headers.get("vary")).toMatch(/Authorization/);
      expect(headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
    }
  });

  it("says what its token allows, and a page of another origin may read it", async () => {
    const { app } = createTestApp({ config: { corsOrigins: ["https://host.example"] } });
    const authorization = `Bearer ${await signToken({ claims: { scope: "decisions:write insights:read" } })}`;
    const headers = { authorization, origin: "https://host.example" };
    const fresh = await app.request(LIST, { headers });
    expect(fresh.headers.get("x-oauth-scopes")).toBe("insights:read, decisions:write");
    expect(fresh.headers.get("access-control-expose-headers")).toContain("X-OAuth-Scopes");
    const again = await app.request(LIST, {
      headers: { ...headers, "if-none-match": fresh.headers.get("etag") ?? "" },
    });
    expect([again.status, again.headers.get("x-oauth-scopes")]).toEqual([304, "insights:read, decisions:write"]);
    expect((await app.request("/healthz")).headers.get("x-oauth-scopes")).toBeNull();
    expect((await app.request(LIST)).headers.get("x-oauth-scopes")).toBeNull();
  });

  it("keeps a sane request id that came with the request, and replaces any other", async () => {
    const { app } = createTestApp();
    const idFor = async (sent: string) =>
      (await app.request("/healthz", { headers: { "x-request-id": sent } })).headers.get("x-request-id");
    expect(await idFor("01J9-trace.7f_A")).toBe("01J9-trace.7f_A");
    for (const bad of ["short", "has space in it", "x".repeat(129), 'quote"quote', "<script>alert</script>"]) {
      expect(await idFor(bad)).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it("is 304 without a body for a caller who has it already", async () => {
    const { app } = createTestApp();
    const headers = await bearer();
    const etag = (await app.request(LIST, { headers })).headers.get("etag") ?? "";
    const again = await app.request(LIST, { headers: { ...headers, "if-none-match": `"x", ${etag}` } });
    expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
    const other = await app.request(`${LIST}?limit=3`, { headers: { ...headers, "if-none-match": etag } });
    expect(other.status).toBe(200);
  });

  it("is compressed only when asked for, worth it, and not on Lambda", async () => {
    const encodingOf = async (onLambda: boolean, path: string, accept?: string) => {
      const { app } = createTestApp({ config: { onLambda } });
      const headers = { ...(await bearer()), ...(accept !== undefined && { "accept-encoding": accept }) };
      return (await app.request(path, { headers })).headers.get("content-encoding");
    };
    expect(await encodingOf(false, "/openapi.json", "gzip, br")).toBe("gzip");
    expect(await encodingOf(false, "/openapi.json")).toBeNull();
    expect(await encodingOf(false, "/healthz", "gzip")).toBeNull();
    expect(await encodingOf(true, "/openapi.json", "gzip")).toBeNull();
  });

  it("may be read by pages of the named origins alone", async () => {
    const { app } = createTestApp({ config: { corsOrigins: ["https://host.example", "http://localhost:*"] } });
    const allowed = async (origin: string) =>
      (await app.request("/healthz", { headers: { origin } })).headers.get("access-control-allow-origin");
    expect(await allowed("https://host.example")).toBe("https://host.example");
    expect(await allowed("http://localhost:5173")).toBe("http://localhost:5173");
    for (const bad of [
      "https://host.example.evil.example",
      "http://localhost.evil.example:80",
      "null",
      "http://localhost:80/x",
    ]) {
      expect(await allowed(bad)).toBeNull();
    }
    const preflight = await app.request(SETTINGS, {
      method: "OPTIONS",
      headers: { origin: "https://host.example", "access-control-request-method": "PUT" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("If-Match");
    const failed = await app.request(LIST, { headers: { origin: "https://host.example" } });
    expect(failed.status).toBe(401);
    expect(failed.headers.get("access-control-allow-origin")).toBe("https://host.example");
    expect(failed.headers.get("access-control-expose-headers")).toMatch(/ETag.*X-Request-Id/);
    expect(failed.headers.get("vary")).toBe("Origin, Authorization");
  });
});

describe("a failure", () => {
  it("that nobody foresaw says its request id and nothing of itself, in body and headers", async () => {
    const secret = "postgres://admin:hunter2@10.0.0.7";
    const cause = new Error(`${secret} cause`);
    const { app, lines } = failing(Object.assign(new Error(secret, { cause }), { code: secret, headers: { secret } }));
    const response = await app.request(LIST, { headers: await bearer() });
    expect(response.status).toBe(500);
    const seen = (await response.text()) + JSON.stringify([...response.headers]);
    expect(seen).not.toMatch(/hunter2|10\.0\.0\.7|Error:|\.ts/);
    const id = response.headers.get("x-request-id");
    expect(seen).toContain(id);
    const logged = lines.find(({ event }) => event === "unexpected_error");
    expect(logged).toMatchObject({ level: "error", request_id: id, error: { message: secret } });
  });

  it.each(["text", undefined, null, { code: "not_found" }])(
    "that is no Error (%s) is answered all the same",
    async (thrown) => {
      const response = await failing(thrown).app.request(LIST, { headers: await bearer() });
      expect(response.status).toBe(500);
      expect(await response.json()).toMatchObject({ title: "Internal error" });
    },
  );

  it("called internal by its thrower keeps its detail to itself", async () => {
    const response = await failing(new DomainError("internal", "the secret")).app.request(LIST, {
      headers: await bearer(),
    });
    expect(await response.text()).not.toContain("the secret");
  });

  it.each([
    ["statement_timeout", 504, "timeout"],
    ["connection_lost", 503, "unavailable"],
    ["deadlock", 503, "unavailable"],
    ["unique_violation", 500, "internal"],
    ["permission_denied", 500, "internal"],
  ] as const)("of the database (%s) is %i", async (kind, status, code) => {
    const details = { kind, retryable: false, query: "list.secret", sqlState: "00000", constraint: undefined };
    const { app } = failing(new DatabaseError({ ...details, cause: undefined }));
    const response = await app.request(LIST, { headers: await bearer() });
    expect(response.status).toBe(status);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ code });
    expect(text).not.toContain("list.secret");
    expect(response.headers.has("retry-after")).toBe(status === 503);
  });

  it("to find the token's tenant is a 404 that does not repeat its name", async () => {
    const { app } = failing(new TenantNotFoundError("nobody_here" as never));
    const response = await app.request(LIST, { headers: await bearer() });
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("nobody_here");
  });

  it("of a handler to answer what it declares is ours, and its body does not leave", async () => {
    const route = defineRoute(getSettings).handle(async () => ({
      status: 200,
      body: { inactive_days: "hunter2" } as never,
    }));
    const { app, lines } = createTestApp({ routes: [route] });
    const response = await app.request(SETTINGS, { headers: await bearer() });
    expect(response.status).toBe(500);
    expect(JSON.stringify(lines) + (await response.text())).not.toContain("hunter2");
    expect(JSON.stringify(lines)).toContain("inactive_days");
  });
});

it("fields the contract does not declare never leave", async () => {
  const body = { status: "ok" as const, version: "1", password: "hunter2" };
  const { app } = createTestApp({ routes: [defineRoute(getHealth).handle(async () => ({ status: 200, body }))] });
  expect(await (await app.request("/healthz")).json()).toEqual({ status: "ok", version: "1" });
});

it("a request that takes too long is answered 504, and its work is told to stop", async () => {
  let signal: AbortSignal | undefined;
  const route = defineRoute(getHealth).handle(({ request }) => {
    signal = request.signal;
    return new Promise(() => {});
  });
  const { app } = createTestApp({ config: { requestTimeoutMs: 20 }, routes: [route] });
  const response = await app.request("/healthz");
  expect(response.status).toBe(504);
  expect(await response.json()).toMatchObject({ code: "timeout" });
  expect(signal?.aborted).toBe(true);
});

it("a caller who hangs up stops the work", async () => {
  const started = Promise.withResolvers<AbortSignal>();
  const route = defineRoute(getHealth).handle(({ request }) => {
    started.resolve(request.signal);
    return new Promise((_resolve, reject) =>
      request.signal.addEventListener("abort", () => reject(request.signal.reason)),
    );
  });
  const { app, lines } = createTestApp({ routes: [route] });
  const caller = new AbortController();
  const answering = app.request("/healthz", { signal: caller.signal });
  const signal = await started.promise;
  caller.abort();
  await answering;
  expect(signal.aborted).toBe(true);
  expect(lines.map(({ event }) => event)).toContain("caller_gone");
  expect(lines.map(({ event }) => event)).not.toContain("unexpected_error");
});

describe("the log", () => {
  it("has one line for a request, with who and what and how long, and no personal data", async () => {
    const route = defineRoute(getSettings).handle(async () => {
      recordQuery("settings.find", 1.5);
      recordQuery("settings.find", 0.5);
      throw new DomainError("conflict", "no");
    });
    const { app, lines } = createTestApp({ routes: [route] });
    const token = await signToken({ claims: { sub: "ada@northwind.example" } });
    await app.request(SETTINGS, { headers: { authorization: `Bearer ${token}`, "x-request-id": "trace-0001" } });
    await app.request(`${LIST}?q=ada.example%40northwind`, { headers: { authorization: `Bearer ${token}` } });
    const requests = lines.filter(({ event }) => event === "request");
    expect(requests).toHaveLength(2);
    expect(requests[0]).toMatchObject({
      level: "info",
      request_id: "trace-0001",
      method: "GET",
      route: "getSettings",
      status: 409,
      tenant: "northwind",
      subject: expect.stringMatching(/^[0-9a-f]{16}$/),
      "request.duration_ms": expect.any(Number),
      queries: [{ name: "settings.find", count: 2, duration_ms: 2 }],
    });
    expect(requests[1]?.subject).toBe(requests[0]?.subject);
    // "ada" alone is three hexadecimal digits, which a random id may hold.
    expect(JSON.stringify(lines)).not.toMatch(/ada[@.]|eyJ/);
  });
});
