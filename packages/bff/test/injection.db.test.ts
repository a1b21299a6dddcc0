import { CONTRACTS, type RouteContract, type TenantId, type UserId } from "@dormant-users/shared-types";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { developmentToken } from "../src/composition/choose-auth.ts";
import type { Services } from "../src/composition/services.ts";
import { createApp } from "../src/http/app.ts";
import { productRoutes } from "../src/http/product-routes.ts";
import { dormantUsers, ingestPeople, openServices, person } from "./analysis/analysed-tenant.ts";
import { rawSql } from "./harness/raw-sql.ts";
import { useTestDatabase } from "./harness/test-database.ts";
import { pathOf } from "./http/fake-routes.ts";

const AT = "/profile360/insights";
/** What a statement would do if it were put together from text: answer everything, wait, read elsewhere, destroy. */
const PAYLOADS = [
  "' OR '1'='1",
  "' OR 1=1 --",
  '" OR ""="',
  "') OR true --",
  "'; DROP TABLE user_profiles; --",
  "'; SELECT pg_sleep(20); --",
  "' UNION SELECT usename, passwd FROM pg_shadow --",
  "1; RESET ROLE; SELECT 1",
  "$$; SELECT pg_sleep(20); $$",
  "\\'; SELECT pg_sleep(20); --",
  "%' AND (SELECT count(*) FROM pg_tables) > 0 --",
  "$1",
  "*/ SELECT 1 /*",
] as const;
const CANARY = "Xylo9 Quenzibar9";

const test = useTestDatabase();
let services: Services;
let app: ReturnType<typeof createApp>;
let tenant: TenantId;
let user: UserId;
let other: TenantId;
beforeAll(async () => {
  services = await openServices(test.database);
  app = createApp(services, { routes: productRoutes(services) });
  [tenant, other] = [await test.createTenant(), await test.createTenant()];
  const named = PAYLOADS.map((payload, index) =>
    person(index, 60 + index, { name: payload, email: `user${index}@wubbleton.example`, department: payload }),
  );
  await ingestPeople(services, tenant, named);
  await ingestPeople(services, other, [person(9, 90)]);
  user = (await dormantUsers(test.database, tenant))[0] as UserId;
});
afterAll(() => services.close());

async function call(path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
  const token = await developmentToken(services.config, { tenant });
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", "if-match": "*" };
  const response = await app.request(path, { ...init, headers: { ...headers, ...init.headers } });
  return { status: response.status, text: await response.text() };
}

/** Every table of a tenant with its rows. */
async function rows(of: TenantId): Promise<Record<string, unknown>[]> {
  return test.database.withTenant(of, async (tx) => {
    const tables = await tx.list(
      rawSql<{ name: string }>(
        "SELECT c.relname::text AS name FROM pg_class c WHERE c.relnamespace = '$schema'::regnamespace AND c.relkind = 'r' ORDER BY 1",
      ),
    );
    const counts: Record<string, unknown>[] = [];
    for (const { name } of tables) {
      if (name === "audit_log" || name === "schema_migrations") continue;
      counts.push({ name, ...(await tx.list(rawSql(`SELECT count(*)::integer AS rows FROM $schema.${name}`)))[0] });
    }
    return counts;
  });
}

const textParameters = (contract: RouteContract): string[] => Object.keys(contract.query?.shape ?? {});

describe("SQL in what is sent", () => {
  it.each(CONTRACTS.filter(({ method }) => method === "get"))(
    "stays text in every parameter of $operationId: nothing waits, nothing more is answered, nothing is changed",
    async (contract) => {
      const before = [await rows(tenant), await rows(other)];
      const startedAt = performance.now();
      for (const payload of PAYLOADS) {
        const sent = encodeURIComponent(payload);
        for (const name of textParameters(contract)) {
          const { status, text } = await call(`${pathOf(contract, user)}?${name}=${sent}`);
          expect(status).toBeLessThan(500);
          expect(text).not.toContain(CANARY);
          expect(text).not.toMatch(/pg_shadow: |syntax error|SQLSTATE/);
        }
        if (contract.params !== undefined) {
          const { status } = await call(pathOf(contract, sent));
          expect(status).toBeGreaterThanOrEqual(400);
          expect(status).toBeLessThan(500);
        }
      }
      expect(performance.now() - startedAt).toBeLessThan(20_000);
      expect([await rows(tenant), await rows(other)]).toEqual(before);
    },
  );

  it.each(PAYLOADS)("finds whoever is named %s, and nobody else", async (payload) => {
    for (const query of [`q=${encodeURIComponent(payload)}`, `department=${encodeURIComponent(payload)}`]) {
      const { status, text } = await call(`${AT}/dormant-users?${query}&limit=200`);
      expect(status).toBe(200);
      const { items } = JSON.parse(text) as { items: { name: string }[] };
      expect(items.every(({ name }) => name.toLowerCase().includes(payload.toLowerCase()))).toBe(true);
      expect(items.length).toBeGreaterThan(0);
    }
  });

  it("is kept as it was written in reasons, reviews and settings, and does nothing there", async () => {
    const before = await rows(other);
    for (const payload of PAYLOADS) {
      const decision = {
        kind: "reassign",
        assignee: payload,
        reason: `because ${payload}`,
        users: [{ user_id: user }],
      };
      const decided = await call(`${AT}/dormant-users/decisions`, { method: "POST", body: JSON.stringify(decision) });
      expect(decided.status, decided.text).toBe(200);
      const review = { agrees: false, risk_level: "low", reason: `because ${payload}` };
      const path = `${AT}/dormant-users/${user}/review`;
      expect((await call(path, { method: "PUT", body: JSON.stringify(review) })).status).toBeLessThan(500);
      const settings = {
        inactive_days: 30,
        exemptions: [{ kind: "group", value: payload, reason: `because ${payload}` }],
      };
      expect((await call(`${AT}/settings`, { method: "PUT", body: JSON.stringify(settings) })).status).toBe(200);
      const { text } = await call(`${AT}/settings`);
      expect((JSON.parse(text) as { exemptions: object[] }).exemptions).toMatchObject([{ value: payload }]);
    }
    const { text } = await call(`${AT}/dormant-users/${user}`);
    expect(JSON.parse(text)).toMatchObject({
      decisions: expect.arrayContaining([expect.objectContaining({ assignee: PAYLOADS[0] })]),
    });
    expect(await rows(other)).toEqual(before);
  });
});
