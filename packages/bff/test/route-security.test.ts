import { CONTRACTS, type RouteContract, Scope } from "@dormant-users/shared-types";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openApiDocument } from "../src/http/openapi/document.ts";
import { exampleOf } from "../src/http/openapi/examples.ts";
import { bodyText, documentedAnswers } from "./http/documented-answers.ts";
import { pathOf } from "./http/fake-routes.ts";
import { hostileQuery, hostileText } from "./http/hostile-input.ts";
import { createTestApp, signToken } from "./http/test-app.ts";

const documented = documentedAnswers(openApiDocument(CONTRACTS, "test"));
const { app } = createTestApp();
const guarded = CONTRACTS.filter(({ scope }) => scope !== null);
const validBody = (contract: RouteContract) => JSON.stringify(exampleOf(contract.operationId, "request"));
/** What a right request is answered. */
const success = ({ responses }: RouteContract) => Math.min(...Object.keys(responses).map(Number));

interface Sent {
  readonly token?: string | undefined;
  readonly path?: string;
  readonly query?: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

function send(contract: RouteContract, { token, path, query = "", body = validBody(contract), headers = {} }: Sent) {
  const target = path ?? pathOf(contract);
  return app.request(`${target}${query}`, {
    method: contract.method.toUpperCase(),
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(contract.body !== undefined && { "content-type": "application/json", "if-match": "*" }),
      ...headers,
    },
    ...(contract.body !== undefined && { body }),
  });
}

/** The status, after holding the answer to the OpenAPI document. */
async function promised(contract: RouteContract, response: Response): Promise<number> {
  expect(await documented.faults(contract.path, contract.method, response)).toEqual([]);
  if (response.status >= 400 && contract.responses[response.status] === undefined) {
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const problem = JSON.parse(await bodyText(response)) as { status: number; request_id: string };
    expect(problem).toMatchObject({ status: response.status, request_id: response.headers.get("x-request-id") });
  }
  return response.status;
}

describe.each(CONTRACTS)("$method $path", (contract) => {
  it("answers a right request as its contract says", async () => {
    const response = await send(contract, { token: await signToken() });
    expect(await promised(contract, response)).toBe(success(contract));
  });

  it("refuses a parameter it does not know, by name", async () => {
    const response = await send(contract, { token: await signToken(), query: "?surprise=1" });
    expect(await promised(contract, response)).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ path: "query.surprise" }] });
  });

  it("never fails and never answers off the document, whatever the query", async () => {
    const token = await signToken();
    await fc.assert(
      fc.asyncProperty(hostileQuery(contract), async (query) => {
        expect(await promised(contract, await send(contract, { token, query }))).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });

  it("never fails and never answers off the document, whatever the headers", async () => {
    const token = await signToken();
    const value = fc.string({ unit: fc.constantFrom(...'"W/*,abc 019;=~\x7f'), maxLength: 60 });
    const names = fc.constantFrom(
      "if-match",
      "if-none-match",
      "x-request-id",
      "accept-encoding",
      "origin",
      "content-type",
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, value), async (headers) => {
        const sane = Object.fromEntries(
          Object.entries(headers).map(([name, text]) => [name, text.replaceAll("\x7f", "")]),
        );
        expect(await promised(contract, await send(contract, { token, headers: sane }))).toBeLessThan(500);
      }),
      { numRuns: 100 },
    );
  });
});

describe.each(guarded)("$method $path is guarded: it", (contract) => {
  it("asks for a token", async () => {
    const response = await send(contract, {});
    expect(await promised(contract, response)).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('Bearer realm="dormant-users"');
  });

  it("refuses an expired token", async () => {
    const token = await signToken({ expiresAt: new Date(Date.now() - 60_000) });
    const response = await send(contract, { token });
    expect(await promised(contract, response)).toBe(401);
    expect(response.headers.get("www-authenticate")).toContain('error="invalid_token"');
  });

  it("refuses a token whose scopes do not hold the one it asks for, and names that", async () => {
    const others = Scope.options.filter((scope) => scope !== contract.scope).join(" ");
    const response = await send(contract, { token: await signToken({ claims: { scope: others } }) });
    expect(await promised(contract, response)).toBe(403);
    expect(response.headers.get("www-authenticate")).toContain(`error="insufficient_scope", scope="${contract.scope}"`);
  });

  it("asks who calls before it looks at what they send", async () => {
    const response = await send(contract, {
      query: "?surprise=1",
      body: "{",
      headers: { "content-type": "text/plain" },
    });
    expect(response.status).toBe(401);
  });
});

describe.each(guarded.filter(({ params }) => params !== undefined))(
  "$method $path names a resource: it",
  (contract) => {
    const withoutId = (problem: unknown) => ({ ...(problem as object), request_id: "" });

    it("answers for another tenant's as for one that does not exist", async () => {
      const foreign = await send(contract, { token: await signToken({ claims: { tenant: "contoso" } }) });
      const missing = await send(contract, {
        token: await signToken(),
        path: pathOf(contract, "00000000-0000-4000-8000-000000000000"),
      });
      expect(await promised(contract, foreign)).toBe(404);
      expect(withoutId(await foreign.json())).toEqual(withoutId(await missing.json()));
    });

    it("never fails and never answers off the document, whatever the id", async () => {
      const token = await signToken();
      await fc.assert(
        fc.asyncProperty(fc.oneof(hostileText(), fc.string({ unit: "binary", minLength: 1 })), async (id) => {
          const path = pathOf(contract, encodeURIComponent(id.toWellFormed()));
          const response = await send(contract, { token, path });
          // "." and ".." are folded into the path by every URL parser, so they name another address.
          if (new URL(path, "http://localhost").pathname !== path) expect(response.status).toBeLessThan(500);
          else expect(await promised(contract, response)).toBeLessThan(500);
        }),
        { numRuns: 150 },
      );
    });
  },
);

describe.each(CONTRACTS.filter(({ body }) => body !== undefined))("$method $path takes a body: it", (contract) => {
  const json = fc.oneof(
    fc.json(),
    fc
      .record(
        {
          inactive_days: fc.oneof(fc.integer(), fc.double(), hostileText()),
          exemptions: fc.array(fc.record({ kind: hostileText(), value: hostileText(), reason: hostileText() })),
          exempt_account_types: fc.oneof(fc.array(hostileText()), fc.jsonValue()),
          hold_limits: fc.jsonValue(),
        },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value)),
    fc.string({ unit: "binary" }),
  );

  it("never fails and never answers off the document, whatever is sent", async () => {
    const token = await signToken();
    await fc.assert(
      fc.asyncProperty(json, async (body) => {
        expect(await promised(contract, await send(contract, { token, body }))).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["no JSON", "{", {}, 400],
    ["bytes that are not UTF-8", Buffer.from([0x22, 0xff, 0x22]) as unknown as string, {}, 400],
    ["a field it does not know", '{"inactive_dasy":3}', {}, 400],
    ["a NUL, which no database keeps", '{"reason":"a\\u0000b"}', {}, 400],
    ["half a surrogate pair", '{"reason":"a\\ud800"}', {}, 400],
    ["another type", undefined, { "content-type": "text/plain" }, 415],
    ["too much", JSON.stringify({ inactive_days: " ".repeat(70_000) }), {}, 413],
  ])("refuses %s", async (_what, body, headers, status) => {
    const response = await send(contract, {
      token: await signToken(),
      ...(body !== undefined && { body }),
      headers: headers as Record<string, string>,
    });
    expect(await promised(contract, response)).toBe(status);
  });
});

describe.each(CONTRACTS.filter(({ ifMatch }) => ifMatch === "required"))(
  "$method $path changes a state: it",
  (contract) => {
    it.each([
      ["no If-Match", "", 428],
      ["an outdated If-Match", '"outdated"', 412],
    ])("refuses %s", async (_what, tag, status) => {
      const response = await send(contract, { token: await signToken(), headers: { "if-match": tag } });
      expect(await promised(contract, response)).toBe(status);
    });

    it("refuses a misspelt field further down", async () => {
      const body = '{"hold_limits":{"max_shrink":0.1}}';
      expect(await promised(contract, await send(contract, { token: await signToken(), body }))).toBe(400);
    });
  },
);
