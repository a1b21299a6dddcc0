import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CONTRACTS,
  type DecisionId,
  type DecisionResults,
  type DormancySummary,
  type DormantUsersPage,
  type ErasureReceipt,
  type TenantId,
  type UndoResults,
  type UserId,
} from "@dormant-users/shared-types";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createMemoryAnswers } from "../src/adapters/cache/memory-answers.ts";
import { developmentToken } from "../src/composition/choose-auth.ts";
import { createServices } from "../src/composition/create-services.ts";
import type { Services } from "../src/composition/services.ts";
import { loadConfig } from "../src/config/load-config.ts";
import { createApp } from "../src/http/app.ts";
import { openApiDocument } from "../src/http/openapi/document.ts";
import { productRoutes } from "../src/http/product-routes.ts";
import { silentLogger } from "../src/observability/logger.ts";
import { rawSql } from "./harness/raw-sql.ts";
import { useTestDatabase } from "./harness/test-database.ts";
import { documentedAnswers } from "./http/documented-answers.ts";
import { storePeople } from "./population/people.ts";

const test = useTestDatabase();
const documented = documentedAnswers(openApiDocument(CONTRACTS, "test"));
const NOW = Date.parse("2026-11-22T06:00:00.000Z");
const AT = "/profile360/insights";
const USERS = `${AT}/dormant-users`;
const published: string[] = [];

let dataDir: string;
let services: Services;
let app: ReturnType<typeof createApp>;
let tenant: TenantId;
let people: UserId[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "overview-"));
  services = await createServices(loadConfig({ dataDir }, {}), {
    database: test.database,
    logger: silentLogger,
    now: () => NOW,
    answers: createMemoryAnswers(),
    events: {
      async publish(events) {
        published.push(...events.map(({ type }) => type));
        return events.map(({ detail }) => detail.event_id);
      },
    },
  });
  app = createApp(services, { routes: productRoutes(services) });
});
afterAll(async () => {
  await services.close();
  await rm(dataDir, { recursive: true });
});
beforeEach(async () => {
  published.length = 0;
  tenant = await test.createTenant();
  people = await test.database.withTenant(tenant, (tx) =>
    storePeople(tx, { people: ["ada", "bob", "eve"], dataAsOfMs: NOW, quietDays: 60 }),
  );
});

const sql = (text: string) => test.database.withTenant(tenant, (tx) => tx.execute(rawSql(text)));

async function call<Body>(method: string, path: string, body?: unknown): Promise<{ status: number; body: Body }> {
  const authorization = `Bearer ${await developmentToken(services.config, { tenant })}`;
  const response = await app.request(path, {
    method,
    headers: { authorization, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}
const summary = async (): Promise<DormancySummary> => (await call<DormancySummary>("GET", `${USERS}/summary`)).body;

async function decide(request: object): Promise<DecisionId[]> {
  const users = people.map((user_id) => ({ user_id }));
  const { body } = await call<DecisionResults>("POST", `${USERS}/decisions`, { ...request, users });
  return body.results.flatMap(({ decision }) => decision?.decision_id ?? []);
}

describe("the summary", () => {
  it("is what its contract says, and shows a run and what it cost while it is at work, although answers are remembered", async () => {
    const authorization = `Bearer ${await developmentToken(services.config, { tenant })}`;
    const response = await app.request(`${USERS}/summary`, { headers: { authorization } });
    expect(await documented.faults(`${USERS}/summary`, "get", response)).toEqual([]);
    const spend = { month: "2026-11", cost_usd: 0, budget_usd: 8, model_calls: 0, embedding_calls: 0 };
    expect(await summary()).toMatchObject({ active_run: null, last_run: null, spend });
    await sql(`insert into $schema.analysis_runs (status, requested_by, dormant) values ('running', 'r', 3)`);
    expect(await summary()).toMatchObject({ active_run: { status: "running", analysed: 0 }, last_run: null });
    await sql(`update $schema.analysis_runs set analysed = 2`);
    await sql(`insert into $schema.model_spend (month, model_id, calls, input_tokens, output_tokens, cost_usd)
      values ('2026-11-01', 'chat', 3, 900, 80, 0.01), ('2026-11-01', 'vectors', 2, 50, 0, 0.001), ('2026-10-01', 'chat', 9, 9, 9, 9)`);
    await sql(`insert into $schema.user_embeddings (user_id, model_id, dimensions, embedding, content_hash, input_tokens)
      values ('${people[0]}', 'vectors', 2, '[1,2]', '', 5)`);
    const busy = await summary();
    expect(busy.active_run).toMatchObject({ analysed: 2 });
    expect(busy.spend).toEqual({
      ...spend,
      cost_usd: 0.011,
      model_calls: 3,
      embedding_calls: 2,
      tokens: { input: 900, output: 80, embedding: 50 },
    });
    await sql(`update $schema.analysis_runs set status = 'succeeded', finished_at = now()`);
    expect(await summary()).toMatchObject({ active_run: null, last_run: { status: "succeeded", analysed: 2 } });
  });
});

describe("several decisions", () => {
  it("are taken back by one request: what each displaced is restored, its event published, and again changes nothing", async () => {
    const made = await decide({ kind: "snooze", until: "2027-01-10T00:00:00Z" });
    const total = async () => (await call<DormantUsersPage>("GET", USERS)).body.total;
    expect(await total()).toBe(0);
    const stranger = crypto.randomUUID();
    const undo = () => call<UndoResults>("POST", `${USERS}/decisions/undo`, { decision_ids: [...made, stranger] });
    const { status, body } = await undo();
    expect(status).toBe(200);
    expect(body.results.map((result) => [result.decision_id, result.status])).toEqual([
      ...made.map((id) => [id, "undone"]),
      [stranger, "not_found"],
    ]);
    expect(await total()).toBe(3);
    const events = published.filter((type) => type === "Decision Undone");
    expect(events).toHaveLength(3);
    expect((await undo()).body).toEqual(body);
    expect(published.filter((type) => type === "Decision Undone")).toEqual(events);
    expect((await call("POST", `${USERS}/decisions/undo`, { decision_ids: [stranger] })).status).toBe(404);
    expect((await call("POST", `${USERS}/decisions/undo`, { decision_ids: [made[0], made[0]] })).status).toBe(400);
  });

  it("carry what the system that acts on them reports, unless the product applies them itself", async () => {
    const [disabled] = await decide({ kind: "disable" });
    const report = (id: DecisionId | undefined, status: string) =>
      call(`PUT`, `${USERS}/decisions/${id}/result`, { status, detail: "Suspended in Okta" });
    expect(await report(disabled, "failed")).toMatchObject({ status: 200, body: { apply_status: "failed" } });
    expect(await report(disabled, "applied")).toMatchObject({
      body: { apply_status: "applied", apply_detail: "Suspended in Okta" },
    });
    expect((await report(disabled, "pending")).status).toBe(400);
    const [kept] = await decide({ kind: "keep" });
    expect((await report(kept, "applied")).status).toBe(409);
    expect((await report(crypto.randomUUID() as DecisionId, "applied")).status).toBe(404);
  });
});

describe("an erased user", () => {
  it("is in no answer any more, at once, and the receipt can be asked for again", async () => {
    const [ada] = people;
    const ids = async () => (await call<DormantUsersPage>("GET", USERS)).body.items.map(({ user_id }) => user_id);
    expect(await ids()).toContain(ada);
    const erased = await call<ErasureReceipt>("DELETE", `${AT}/users/${ada}/data`);
    expect(erased).toMatchObject({ status: 200, body: { user_id: ada, removed: { user_profiles: 1 } } });
    expect(await ids()).not.toContain(ada);
    expect((await call("GET", `${USERS}/${ada}`)).status).toBe(404);
    expect(await call("DELETE", `${AT}/users/${ada}/data`)).toEqual(erased);
    expect((await call("DELETE", `${AT}/users/${crypto.randomUUID()}/data`)).status).toBe(404);
  });
});
