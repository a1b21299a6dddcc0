import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Scope, TenantId } from "@dormant-users/shared-types";
import { afterAll, beforeAll, expect, it } from "vitest";
import { developmentToken } from "../packages/bff/src/composition/choose-auth.ts";
import { createServices } from "../packages/bff/src/composition/create-services.ts";
import type { Services } from "../packages/bff/src/composition/services.ts";
import { loadConfig } from "../packages/bff/src/config/load-config.ts";
import { createApp } from "../packages/bff/src/http/app.ts";
import { productRoutes } from "../packages/bff/src/http/product-routes.ts";
import { type RunningServer, startServer } from "../packages/bff/src/http/start-server.ts";
import { createLogger } from "../packages/bff/src/observability/logger.ts";
import { ingestPeople, person } from "../packages/bff/test/analysis/analysed-tenant.ts";
import { smoke } from "./smoke.ts";

const tenant = TenantId.parse("smoke_test");
let dataDir: string;
let services: Services;
let server: RunningServer;
let token: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "smoke-"));
  const config = loadConfig({ dataDir, port: 0 }, {});
  services = await createServices(config, { logger: createLogger({ level: "silent" }) });
  await services.database.admin.preparePlatform();
  await services.database.admin.createTenant(tenant);
  await ingestPeople(services, tenant, [person(1, 5), person(2, 90)]);
  server = await startServer(createApp(services, { routes: productRoutes(services) }), config);
  token = await developmentToken(config, { tenant, subject: "smoke", scopes: Scope.options });
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await services?.close();
  await rm(dataDir, { recursive: true });
});

async function run(baseUrl: string, withToken?: string) {
  const lines: string[] = [];
  const wrong = await smoke({ baseUrl, token: withToken, say: (line) => lines.push(line) });
  return { wrong, lines, faults: lines.filter((line) => line.startsWith("WRONG")) };
}

it("finds nothing wrong with the product itself, down to one user in detail", { timeout: 60_000 }, async () => {
  const { wrong, lines, faults } = await run(server.url, token);
  expect(faults).toEqual([]);
  expect(wrong).toBe(0);
  expect(lines).toHaveLength(10);
  expect(lines.join("\n")).toContain("one of them in detail");
});

it("says what it could not ask without a token", async () => {
  const { wrong, lines } = await run(server.url);
  expect(wrong).toBe(0);
  expect(lines.at(-1)).toContain("DORMANT_SMOKE_TOKEN");
});

it("calls a token that is refused wrong", async () => {
  const { faults } = await run(server.url, "e30.e30.c2lnbmVk");
  expect(faults.map((line) => /answered \d+ instead of \d+/.exec(line)?.[0])).toEqual([
    "answered 401 instead of 200",
    "answered 401 instead of 200",
    "answered 401 instead of 200",
    "answered 401 instead of 404",
  ]);
});

it("calls an API wrong that lets anybody in, answers in other forms, or is not there", async () => {
  const open = createServer((_, response) =>
    response.setHeader("content-type", "application/json").end('{"items":[]}'),
  );
  await new Promise<void>((resolve) => open.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(open.address() as AddressInfo).port}`;
  const answered = await run(address, token);
  expect(answered.wrong).toBe(9);
  await new Promise((resolve) => open.close(resolve));
  expect((await run(address, token)).wrong).toBe(9);
});
