import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CONTRACTS, type TenantId } from "@dormant-users/shared-types";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { developmentToken } from "../src/composition/choose-auth.ts";
import { createServices } from "../src/composition/create-services.ts";
import type { Services } from "../src/composition/services.ts";
import { loadConfig } from "../src/config/load-config.ts";
import { createApp } from "../src/http/app.ts";
import { openApiDocument } from "../src/http/openapi/document.ts";
import { productRoutes } from "../src/http/product-routes.ts";
import { createLogger } from "../src/observability/logger.ts";
import { useTestDatabase } from "./harness/test-database.ts";
import { documentedAnswers } from "./http/documented-answers.ts";
import { pathOf } from "./http/fake-routes.ts";
import { hostileQuery } from "./http/hostile-input.ts";

const test = useTestDatabase();
const documented = documentedAnswers(openApiDocument(CONTRACTS, "test"));
const lines: string[] = [];

let dataDir: string;
let services: Services;
let app: ReturnType<typeof createApp>;
let tenant: TenantId;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "product-"));
  const logger = createLogger({ level: "debug", write: (line) => lines.push(line) });
  services = await createServices(loadConfig({ dataDir }, {}), { database: test.database, logger });
  app = createApp(services, { routes: productRoutes(services) });
  tenant = await test.createTenant();
});
afterAll(() => rm(dataDir, { recursive: true }));

async function call(path: string, init: RequestInit = {}, of: TenantId = tenant) {
  const authorization = `Bearer ${await developmentToken(services.config, { tenant: of })}`;
  return app.request(path, { ...init, headers: { authorization, ...init.headers } });
}

const SETTINGS = "/profile360/insights/settings";

describe("the product, from its composition to its database", () => {
  it.each(CONTRACTS.filter(({ method, params }) => method === "get" && params === undefined))(
    "answers $operationId for a new tenant as documented",
    async ({ path, method }) => {
      const response = await call(path);
      expect(await documented.faults(path, method, response)).toEqual([]);
      expect(response.status).toBe(200);
    },
  );

  it("lets one of two who change the same settings win, and tells the other", async () => {
    const read = await call(SETTINGS);
    const put = (inactive_days: number) =>
      call(SETTINGS, {
        method: "PUT",
        headers: { "content-type": "application/json", "if-match": read.headers.get("etag") ?? "" },
        body: JSON.stringify({ inactive_days }),
      });
    const statuses = (await Promise.all([put(45), put(60)])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 412]);
    expect((await call(SETTINGS)).headers.get("etag")).not.toBe(read.headers.get("etag"));
  });

  it("knows no tenant but those in its database, and no user of another", async () => {
    const nobody = await call(SETTINGS, {}, "nobody_here" as TenantId);
    expect(await documented.faults(SETTINGS, "get", nobody)).toEqual([]);
    expect(nobody.status).toBe(404);
    const user = await call("/profile360/insights/users/00000000-0000-4000-8000-000000000000/dormancy");
    expect([user.status, ((await user.json()) as { code: string }).code]).toEqual([404, "not_found"]);
  });

  it.each(CONTRACTS.filter(({ method, query }) => method === "get" && query !== undefined))(
    "never fails in $operationId, whatever the query",
    async (contract) => {
      const path = pathOf(contract, "00000000-0000-4000-8000-000000000000");
      await fc.assert(
        fc.asyncProperty(hostileQuery(contract), async (query) => {
          const response = await call(`${path}${query}`);
          expect(await documented.faults(contract.path, contract.method, response)).toEqual([]);
          expect(response.status).toBeLessThan(500);
        }),
        { numRuns: 200 },
      );
    },
  );

  it("closes nothing that was handed to it", async () => {
    await services.close();
    await services.close();
    expect((await call("/readyz")).status).toBe(200);
  });
});

it("opens and closes its own database, and names the queries of a request in its log line", async () => {
  const directory = await mkdtemp(join(tmpdir(), "product-own-"));
  const written: Record<string, unknown>[] = [];
  const logger = createLogger({ level: "info", write: (line) => written.push(JSON.parse(line)) });
  const own = await createServices(loadConfig({ dataDir: directory }, {}), { logger });
  try {
    const tenantId = "northwind" as TenantId;
    await own.database.admin.createTenant(tenantId);
    const token = await developmentToken(own.config, { tenant: tenantId });
    const headers = { authorization: `Bearer ${token}` };
    const response = await createApp(own, { routes: productRoutes(own) }).request(SETTINGS, { headers });
    expect(response.status).toBe(200);
    expect(written.find(({ event }) => event === "request")).toMatchObject({
      queries: expect.arrayContaining([{ name: "settings.find_settings", count: 1, duration_ms: expect.any(Number) }]),
    });
  } finally {
    await own.close();
    await rm(directory, { recursive: true });
  }
});
