import { getHealth, listDormantUsers } from "@dormant-users/shared-types";
import { buildDormantUsersPage } from "@dormant-users/shared-types/testing";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { handle } from "hono/aws-lambda";
import { describe, expect, it } from "vitest";
import { defineRoute } from "../src/http/define-route.ts";
import { withoutStage } from "../src/http/lambda-event.ts";
import { createTestApp, signToken } from "./http/test-app.ts";
import { httpApiEvent } from "./lambda-events.ts";

let seenQuery: unknown;
let seenIp: unknown;
const { app } = createTestApp({
  config: { onLambda: true },
  routes: [
    defineRoute(listDormantUsers).handle(async ({ query, request }) => {
      seenQuery = query;
      seenIp = request.ip;
      return { status: 200, body: buildDormantUsersPage() };
    }),
    defineRoute(getHealth).handle(async () => ({ status: 200, body: { status: "ok", version: "1" } })),
  ],
});
// The adapter types its events by its own declarations; these are AWS's.
const respond = handle(app) as unknown as (
  event: object,
  context: object,
) => Promise<APIGatewayProxyStructuredResultV2>;

async function invoke(parts: Parameters<typeof httpApiEvent>[0]) {
  // As entry/api.ts does it; that file itself is run from its bundle by lambda-bundle.test.ts.
  const result = await respond(withoutStage(httpApiEvent(parts)), {});
  return { ...result, json: JSON.parse(result.body || "null") as Record<string, unknown> };
}

describe("on Lambda behind an HTTP API", () => {
  it("answers an event", async () => {
    const { statusCode, headers, isBase64Encoded, json } = await invoke({});
    expect([statusCode, isBase64Encoded, json]).toEqual([200, false, { status: "ok", version: "1" }]);
    expect(headers).toMatchObject({ "content-type": "application/json", "x-request-id": expect.any(String) });
  });

  it("reads repeated parameters, cookies beside the token, and the caller's address from the gateway", async () => {
    const { statusCode } = await invoke({
      path: "/profile360/insights/dormant-users",
      rawQueryString: "state=dormant&state=never_active&department=R%26D&limit=5",
      cookies: ["theme=dark", "other=1"],
      headers: { authorization: `Bearer ${await signToken()}`, "x-forwarded-for": "127.0.0.1" },
    });
    expect(statusCode).toBe(200);
    expect(seenQuery).toEqual({ state: ["dormant", "never_active"], department: ["R&D"], limit: 5 });
    expect(seenIp).toBe("205.255.255.176");
  });

  it("reads a body that came as base64", async () => {
    const { statusCode, json } = await invoke({
      method: "PUT",
      path: "/profile360/insights/settings",
      headers: { authorization: `Bearer ${await signToken()}`, "content-type": "application/json", "if-match": '"0"' },
      body: Buffer.from(JSON.stringify({ inactive_days: 45 })).toString("base64"),
      isBase64Encoded: true,
    });
    expect([statusCode, json.inactive_days]).toEqual([200, 45]);
  });

  it("finds its routes behind a stage's prefix, and only a whole one", async () => {
    expect((await invoke({ stage: "prod" })).statusCode).toBe(200);
    const event = { ...httpApiEvent({ stage: "heal" }), rawPath: "/healthz" };
    expect(withoutStage(event).rawPath).toBe("/healthz");
    expect(withoutStage({ ...event, rawPath: "/heal" }).rawPath).toBe("/");
  });

  it("answers failures as problems, and leaves compression to the gateway", async () => {
    const { statusCode, headers, json } = await invoke({ path: "/profile360/insights/dormant-users" });
    expect([statusCode, json.code]).toEqual([401, "missing_token"]);
    expect(headers).not.toHaveProperty("content-encoding");
    expect(headers).toMatchObject({ "www-authenticate": 'Bearer realm="dormant-users"' });
  });
});
