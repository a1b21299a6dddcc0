import { describe, expect, it } from "vitest";
import { createTestApp } from "../../../test/http/test-app.ts";
import { createLogger, silentLogger } from "../../observability/logger.ts";
import { healthRoutes } from "./health.routes.ts";
import { probe, type ReadinessCheck } from "./probe.ts";

const reachable: ReadinessCheck = { name: "database", check: async () => {} };
const broken: ReadinessCheck = {
  name: "database",
  check: async () => {
    throw new Error("connect ECONNREFUSED 10.0.0.7:5432");
  },
};
const appWith = (readiness: readonly ReadinessCheck[]) =>
  createTestApp({ routes: healthRoutes({ version: "1.2.3", readiness, logger: silentLogger }) }).app;

describe("readiness", () => {
  it("is 200 while every part answers", async () => {
    const response = await appWith([reachable]).request("/readyz");
    expect([response.status, await response.json()]).toEqual([
      200,
      { status: "ready", checks: { database: { ok: true } } },
    ]);
  });

  it("is 503 and names the part that fails, not where it is", async () => {
    const response = await appWith([broken]).request("/readyz");
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      status: "not_ready",
      checks: { database: { ok: false, detail: "cannot be reached" } },
    });
  });

  it("does not wait for a part that hangs, and logs why", async () => {
    const lines: string[] = [];
    const logger = createLogger({ level: "warn", write: (line) => lines.push(line) });
    const hanging: ReadinessCheck = { name: "database", check: () => new Promise(() => {}) };
    expect(await probe([hanging], logger, 10)).toEqual({
      status: "not_ready",
      checks: { database: { ok: false, detail: "did not answer within 10 ms" } },
    });
    expect(lines.join()).toContain("not_ready");
  });

  it("is asked of the database once however many ask", async () => {
    let asked = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const app = appWith([
      {
        name: "database",
        check: () => {
          asked += 1;
          return promise;
        },
      },
    ]);
    const answers = Promise.all(Array.from({ length: 5 }, () => app.request("/readyz")));
    resolve();
    expect((await answers).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(asked).toBe(1);
  });
});

it("health needs nothing but the process", async () => {
  const response = await appWith([broken]).request("/healthz");
  expect([response.status, await response.json()]).toEqual([200, { status: "ok", version: "1.2.3" }]);
});
