import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TenantId } from "@dormant-users/shared-types";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { developmentToken } from "../src/composition/choose-auth.ts";
import type { Services } from "../src/composition/services.ts";
import { handleAnalysisEvent } from "../src/features/analysis-jobs/index.ts";
import { takeArrivals } from "../src/features/object-arrivals/index.ts";
import { createApp } from "../src/http/app.ts";
import { productRoutes } from "../src/http/product-routes.ts";
import { createLogger } from "../src/observability/logger.ts";
import type { KnownIdentifiers } from "../src/rag/egress/identifiers.ts";
import { identity } from "../src/rag/testing/identity.ts";
import { dormantUsers, openServices, type Person, tenantFile } from "./analysis/analysed-tenant.ts";
import { answerAsAnalyst } from "./analysis/answer-as-analyst.ts";
import { useBedrockStandIn } from "./bedrock-stand-in/use-bedrock-stand-in.ts";
import { useTestDatabase } from "./harness/test-database.ts";

const AT = "/profile360/insights";
const USERS = `${AT}/dormant-users`;
// Fixed, so that a failure tells the same people again.
const EVERYBODY = fc.sample(identity, { numRuns: 24, seed: 20_261_122 });

const test = useTestDatabase();
const standIn = useBedrockStandIn({ answer: answerAsAnalyst });
const lines: string[] = [];
let bucket: string;
let services: Services;
let app: ReturnType<typeof createApp>;
let tenant: TenantId;

beforeAll(async () => {
  bucket = await mkdtemp(join(tmpdir(), "log-privacy-"));
  const logger = createLogger({ level: "debug", stage: "test", embedMetrics: true, write: (line) => lines.push(line) });
  services = await openServices(
    test.database,
    { DORMANT_ANALYST: "bedrock", DORMANT_EMBEDDER: "titan-v2" },
    {
      logger,
      openObjects: async () =>
        (await import("../src/composition/open-objects.ts")).openObjects(bucket, services.config),
    },
  );
  app = createApp(services, { routes: productRoutes(services) });
  tenant = await test.createTenant();
});
afterAll(async () => {
  await services.close();
  await rm(bucket, { recursive: true });
});

function personOf({ names, addresses, ids }: KnownIdentifiers, index: number): Person {
  return { id: ids[0] ?? "", name: names[2] ?? "", email: addresses[0] ?? "", quietDays: 40 + 9 * index };
}

/** What must not occur: whole identifiers, and single names long enough that no ordinary word is one by chance. */
function needlesOf({ names, addresses, ids, phones }: KnownIdentifiers): string[] {
  const [given = "", family = "", full = ""] = names;
  return [full, ...addresses, ...ids, ...phones, ...[given, family].filter((name) => name.length >= 5)];
}

/** Everybody whom the log names, in any spelling that JSON and addresses have for them. */
function namedIn(text: string): string[] {
  const plain = text.toLowerCase();
  return EVERYBODY.flatMap(needlesOf).filter((needle) =>
    [needle, encodeURIComponent(needle), JSON.stringify(needle).slice(1, -1)].some((each) =>
      plain.includes(each.toLowerCase()),
    ),
  );
}

async function arrive(name: string, body: string): Promise<void> {
  const folder = join(bucket, `tenant_${tenant}`, "users");
  await mkdir(folder, { recursive: true });
  const file = `${name.replaceAll(/[^\w.@-]/gu, "_")}.json`;
  await writeFile(join(folder, file), body);
  await announce(file);
}

async function announce(file: string): Promise<void> {
  const event = {
    source: "aws.s3",
    "detail-type": "Object Created",
    time: new Date().toISOString(),
    detail: { bucket: { name: "integrations" }, object: { key: `tenant_${tenant}/users/${file}` } },
  };
  await takeArrivals(services, { Records: [{ messageId: "m-1", body: JSON.stringify(event) }] });
}

async function call(path: string, init: RequestInit = {}, subject = "admin"): Promise<number> {
  const token = await developmentToken(services.config, { tenant, subject });
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", ...init.headers };
  return (await app.request(path, { ...init, headers })).status;
}

/** Everything that carries a person's data through the product, right and wrong. Gives the answers' statuses. */
async function useEverywhere(who: KnownIdentifiers, userId: string): Promise<number[]> {
  const [email = ""] = who.addresses;
  const name = who.names[2] ?? "";
  const q = encodeURIComponent(name);
  const post = (body: string) => call(`${USERS}/decisions`, { method: "POST", body });
  const put = (path: string, body: object) =>
    call(path, { method: "PUT", body: JSON.stringify(body), headers: { "if-match": "*" } });
  const exemption = { kind: "user", value: email, reason: name };
  return [
    await call(`${USERS}?q=${q}&limit=5`, {}, email),
    await call(`${USERS}/export?q=${encodeURIComponent(email)}`),
    await call(`${USERS}/${userId}`, {}, email),
    await post(JSON.stringify({ kind: "reassign", assignee: email, users: [{ user_id: userId }], reason: name })),
    await put(`${USERS}/${userId}/review`, { agrees: false, risk_level: "low", reason: `${name}, ${email}` }),
    await put(`${AT}/settings`, { inactive_days: 30, exemptions: [exemption] }),
    await call(`${USERS}?${q}=1`),
    await call(`${USERS}/${encodeURIComponent(email)}`),
    await call(`${AT}/users/${q}/dormancy`),
    await post(`{"reason": ${JSON.stringify(name)}`),
    await post(JSON.stringify({ [name]: email })),
    await call(`${AT}/nowhere/${q}`, { headers: { "x-request-id": encodeURI(email), traceparent: encodeURI(email) } }),
  ];
}

it("no line of the log names anybody, whatever people are called and wherever they come from", async () => {
  const everybody = EVERYBODY.map(personOf);
  await arrive(everybody[0]?.email ?? "", tenantFile(tenant, everybody));
  await arrive(everybody[1]?.email ?? "", "{ this is no JSON");
  await arrive("foreign", tenantFile("somebody_else" as TenantId, everybody));

  await symlink("/etc/hostname", join(bucket, `tenant_${tenant}`, "users", `${everybody[2]?.email}.json`));
  await announce(`${everybody[2]?.email}.json`);

  const isConverse = { times: 4, when: ({ operation }: { operation: string }) => operation === "converse" };
  for (const fault of ["other_language", "broken_json", "access_denied"] as const) standIn().inject(fault, isConverse);
  const listTenantIds = async () => [tenant];
  await handleAnalysisEvent({ ...services, listTenantIds }, {}, new AbortController().signal);

  const users = await dormantUsers(test.database, tenant);
  expect(users).toHaveLength(EVERYBODY.length);
  for (const [index, who] of EVERYBODY.slice(0, 8).entries()) {
    const statuses = await useEverywhere(who, users[index] ?? "");
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 400, 400, 400, 400, 400, 404]);
  }

  const events = new Set(lines.map((line) => (JSON.parse(line) as { event: string }).event));
  expect([...events]).toEqual(
    expect.arrayContaining([
      "object_taken",
      "users_embedded",
      "user_analysed",
      "run_ended",
      "tenant_judged",
      "request",
    ]),
  );
  expect(lines.filter((line) => line.includes('"event":"user_analysed"'))).toHaveLength(EVERYBODY.length);
  expect(namedIn(lines.join("\n"))).toEqual([]);
});

it("the search for names finds one that is there", () => {
  const [who] = EVERYBODY;
  expect(namedIn(JSON.stringify({ q: who?.addresses[0]?.toUpperCase() }))).toContain(who?.addresses[0]);
});
