import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AuditPage,
  CONTRACTS,
  type DormantUserDetail,
  type DormantUsersPage,
  type RefreshJob,
  type TenantId,
  type UserId,
} from "@dormant-users/shared-types";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createMemoryAnswers } from "../src/adapters/cache/memory-answers.ts";
import { developmentToken } from "../src/composition/choose-auth.ts";
import { createServices } from "../src/composition/create-services.ts";
import { resumeWork } from "../src/composition/resume-work.ts";
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
const INSIGHT = "2b1c9a52-7d5e-4c41-8f5b-0c9d2e3f4a5b";

const published: string[] = [];
let busFails = false;
let unending = false;
const executed: string[] = [];
let dataDir: string;
let services: Services;
let app: ReturnType<typeof createApp>;
let tenant: TenantId;
let other: TenantId;
let [ada, bob, eve]: UserId[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "actions-"));
  services = await createServices(loadConfig({ dataDir }, {}), {
    database: test.database,
    logger: silentLogger,
    now: () => NOW,
    answers: createMemoryAnswers(),
    events: {
      async publish(events) {
        if (busFails) throw new Error("the bus is gone");
        published.push(...events.map(({ type, detail }) => `${type} ${detail.kind}`));
        return events.map(({ detail }) => detail.event_id);
      },
    },
    async executeRun(of, jobId) {
      executed.push(jobId);
      if (unending) return;
      await sql(
        `UPDATE $schema.analysis_runs SET status = 'succeeded', finished_at = now() WHERE run_id = '${jobId}'`,
        of,
      );
    },
  });
  app = createApp(services, { routes: productRoutes(services) });
  other = await test.createTenant();
});
afterAll(async () => {
  await services.close();
  await rm(dataDir, { recursive: true });
});
beforeEach(async () => {
  published.length = 0;
  unending = false;
  tenant = await test.createTenant();
  [ada, bob, eve] = await test.database.withTenant(tenant, (tx) =>
    storePeople(tx, { people: ["ada", "bob", "=cmd()"], dataAsOfMs: NOW, quietDays: 60 }),
  );
});

function sql(text: string, of: TenantId = tenant): Promise<Record<string, unknown>[]> {
  return test.database.withTenant(of, (tx) => tx.list(rawSql(text)));
}

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}, of = tenant) {
  const authorization = `Bearer ${await developmentToken(services.config, { tenant: of })}`;
  const response = await app.request(path, {
    method,
    headers: { authorization, ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return response;
}
const read = async <Body>(path: string): Promise<Body> => (await (await call("GET", path)).json()) as Body;

/** An insight as the analysis stores it, as far as the list reads it. */
function storeInsight(userId: UserId, risk: string, confidence: number, insightId: string = INSIGHT) {
  const recommendations = [3, 1, 2].map((priority) => ({ priority, action: "keep", title: `Step ${priority}` }));
  const insight = JSON.stringify({ summary: [{ text: "Quiet for long." }], recommendations });
  return sql(`INSERT INTO $schema.user_insights (user_id, insight_id, risk_level, confidence, source, analysis_hash, insight)
    VALUES ('${userId}', '${insightId}', '${risk}', ${confidence}, 'rules', 'h', '${insight}') RETURNING 1`);
}

describe("the list with insights and decisions", () => {
  it("shows each row's insight and decision, and filters by both", async () => {
    await storeInsight(ada as UserId, "high", 0.7);
    await call("POST", `${USERS}/decisions`, { kind: "notify", users: [{ user_id: ada }] });
    const { items } = await read<DormantUsersPage>(USERS);
    expect(items.find(({ user_id }) => user_id === ada)).toMatchObject({
      risk_level: "high",
      confidence: 0.7,
      summary: "Quiet for long.",
      top_recommendations: [{ title: "Step 1" }, { title: "Step 2" }],
      insight_source: "rules",
      decision: { kind: "notify" },
    });
    expect(items.find(({ user_id }) => user_id === bob)).toMatchObject({ risk_level: null, decision: null });
    const found = async (query: string) => {
      const { items: rows, total } = await read<DormantUsersPage>(`${USERS}?${query}`);
      expect(rows).toHaveLength(total);
      return rows.map(({ user_id }) => user_id).toSorted();
    };
    const others = [bob, eve].toSorted();
    expect(await found("risk_level=high&risk_level=low")).toEqual([ada]);
    expect(await found("risk_level=low")).toEqual([]);
    expect(await found("confidence_min=0.7")).toEqual([ada]);
    expect(await found("confidence_min=0.71")).toEqual([]);
    expect(await found("decision=open")).toEqual(others);
    expect(await found("decision=decided&sort=name")).toEqual([ada]);
    expect(await found("decision=notify&risk_level=high&q=ada")).toEqual([ada]);
    expect(await found("decision=keep")).toEqual([]);
    const before = new Date(NOW - 3_600_000).toISOString();
    expect(await found(`decision=open&as_of=${before}`)).toEqual(others);
    expect(await found(`risk_level=high&as_of=${before}`)).toEqual([ada]);
  });

  it("is never older than the last change, although answers are remembered", async () => {
    const kinds = async () => (await read<DormantUsersPage>(USERS)).items.map(({ decision }) => decision?.kind ?? null);
    expect(await kinds()).toEqual([null, null, null]);
    expect(await kinds()).toEqual([null, null, null]);
    await call("POST", `${USERS}/decisions`, {
      kind: "keep",
      users: [{ user_id: ada }, { user_id: bob }, { user_id: eve }],
    });
    expect(await kinds()).toEqual(["keep", "keep", "keep"]);
    await sql(`UPDATE $schema.sources SET data_as_of = data_as_of + interval '1 hour' RETURNING 1`);
    expect((await read<DormantUsersPage>(USERS)).data_as_of).toBe(new Date(NOW + 3_600_000).toISOString());
  });
});

describe("one user", () => {
  it("is shown whole, and that it was read is in the audit log with who read it", async () => {
    await storeInsight(ada as UserId, "high", 0.7);
    const response = await call("GET", `${USERS}/${ada}`);
    expect(await documented.faults(`${USERS}/{user_id}`, "get", response)).toEqual([]);
    const detail = (await response.json()) as DormantUserDetail;
    expect(detail).toMatchObject({
      user_id: ada,
      insight_id: INSIGHT,
      state: "dormant",
      similar_users: [],
      decisions: [],
    });
    expect(detail.activity_days.map(({ day, sources }) => [day, sources])).toEqual([
      ["2026-09-23", ["okta"]],
      ["2026-09-22", ["okta"]],
    ]);
    const { items } = await read<AuditPage>(`${AT}/audit?action=user_read`);
    expect(items).toMatchObject([{ action: "user_read", target: ada, actor: expect.any(String) }]);
  });

  it("of another tenant is not found, in whatever one asks", async () => {
    const { results } = (await (
      await call("POST", `${USERS}/decisions`, { kind: "keep", users: [{ user_id: ada }] })
    ).json()) as { results: { decision: { decision_id: string } }[] };
    const { job_id } = (await (await call("POST", `${USERS}/refresh`, {})).json()) as RefreshJob;
    const review = { agrees: true, risk_level: "low" };
    const answers = await Promise.all([
      call("GET", `${USERS}/${ada}`, undefined, {}, other),
      call("PUT", `${USERS}/${ada}/review`, review, {}, other),
      call("POST", `${USERS}/decisions`, { kind: "keep", users: [{ user_id: ada }] }, {}, other),
      call("DELETE", `${USERS}/decisions/${results[0]?.decision.decision_id}`, undefined, {}, other),
      call("GET", `${USERS}/refresh/${job_id}`, undefined, {}, other),
      call("DELETE", `${USERS}/refresh/${job_id}`, undefined, {}, other),
      call("POST", `${USERS}/refresh`, { user_ids: [ada] }, {}, other),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  });

  it("can be reviewed once by each reviewer, and the summary says how many agreed", async () => {
    const review = (agrees: boolean) =>
      call("PUT", `${USERS}/${ada}/review`, { agrees, risk_level: "medium", reason: "On leave" });
    expect((await review(true)).status).toBe(404);
    await storeInsight(ada as UserId, "high", 0.7);
    expect((await review(true)).status).toBe(200);
    expect(await (await review(false)).json()).toMatchObject({
      agrees: false,
      insight_id: INSIGHT,
      reason: "On leave",
    });
    const summary = await read<{ agreement: unknown[]; risk_counts: unknown }>(`${USERS}/summary`);
    expect(summary.agreement).toContainEqual({ risk_level: "high", reviews: 1, agreed: 0 });
    expect(summary.risk_counts).toEqual({ critical: 0, high: 1, medium: 0, low: 0 });
    expect((await read<DormantUserDetail>(`${USERS}/${ada}`)).review).toMatchObject({ risk_level: "medium" });
  });
});

describe("the export", () => {
  it("gives every row of the filtered list, and no cell that a spreadsheet would run", async () => {
    const response = await call("GET", `${USERS}/export?sort=name`);
    expect(await documented.faults(`${USERS}/export`, "get", response)).toEqual([]);
    const bytes = new Uint8Array(await response.clone().arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, ...rows] = (await response.text()).trimEnd().split("\r\n");
    expect(head).toMatch(/^\ufeff?user_id,email,name,days_inactive/);
    expect(rows).toHaveLength(3);
    expect(rows.find((row) => row.includes("=cmd()") || row.includes("=Cmd()"))).toContain(",'=");
    const lines = await (await call("GET", `${USERS}/export?format=jsonl&q=bob`)).text();
    expect(
      lines
        .trimEnd()
        .split("\n")
        .map((line) => (JSON.parse(line) as { user_id: string }).user_id),
    ).toEqual([bob]);
    const { items } = await read<AuditPage>(`${AT}/audit?action=users_exported`);
    expect(items.map(({ detail }) => detail.users)).toEqual([1, 3]);
  });
});

describe("a refresh", () => {
  it("is carried out once, however often it is asked for while it is active, and found where it says", async () => {
    unending = true;
    await sql(`INSERT INTO $schema.analysis_runs (status, requested_by) VALUES ('running', 'someone') RETURNING 1`);
    const answers = await Promise.all([call("POST", `${USERS}/refresh`, {}), call("POST", `${USERS}/refresh`, {})]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    const [first, second] = (await Promise.all(answers.map((answer) => answer.json()))) as [RefreshJob, RefreshJob];
    expect(first.job_id).toBe(second.job_id);
    const job = await call("GET", answers[0]?.headers.get("location") ?? "");
    expect(await job.json()).toMatchObject({ job_id: first.job_id, requested_by: "someone" });
  });

  it("tells its progress as events to who asks for them, to the end", async () => {
    const { job_id } = (await (await call("POST", `${USERS}/refresh`, { user_ids: [ada] })).json()) as RefreshJob;
    const events = await call("GET", `${USERS}/refresh/${job_id}`, undefined, { accept: "text/event-stream" });
    expect(events.headers.get("content-type")).toBe("text/event-stream");
    expect(await events.text()).toMatch(/event: done\ndata: \{.*"status":"succeeded".*\}\n\n$/s);
    expect(executed).toContain(job_id);
  });

  it("that waits is cancelled at once, one that ended stays as it is", async () => {
    const [row] = await sql(`INSERT INTO $schema.analysis_runs (requested_by) VALUES ('someone') RETURNING run_id`);
    const path = `${USERS}/refresh/${String(row?.run_id)}`;
    expect(await (await call("DELETE", path)).json()).toMatchObject({ status: "cancelled", cancel_requested: true });
    const again = await call("DELETE", path);
    expect([again.status, await again.json()]).toMatchObject([200, { status: "cancelled" }]);
  });

  it("that a process left is taken up by the next", async () => {
    const [row] = await sql(
      `INSERT INTO $schema.analysis_runs (status, requested_by) VALUES ('running', 'x') RETURNING run_id`,
    );
    await resumeWork(services);
    await expect.poll(() => executed).toContain(row?.run_id);
  });
});

describe("the events of decisions", () => {
  it("are published after the decision, and later where the bus was gone", async () => {
    busFails = true;
    const decided = await call("POST", `${USERS}/decisions`, { kind: "disable", users: [{ user_id: ada }] });
    expect([decided.status, published]).toEqual([200, []]);
    busFails = false;
    await call("POST", `${USERS}/decisions`, { kind: "keep", users: [{ user_id: ada }] });
    expect(published).toEqual(["Decision Made disable", "Decision Undone disable", "Decision Made keep"]);
    await resumeWork(services);
    expect(published).toHaveLength(3);
  });
});

describe("the audit log", () => {
  it("is paged without gaps or repeats, narrowed by who, what and when", async () => {
    await sql(`INSERT INTO $schema.audit_log (actor, action, at) SELECT 'a' || g % 2, 'x' || g % 3, '2026-11-01T00:00:00Z'::timestamptz + g / 2 * interval '1 us'
      FROM generate_series(1, 25) g RETURNING 1`);
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page: AuditPage = await read(
        `${AT}/audit?limit=7&until=2026-11-02T00:00:00Z${cursor ? `&cursor=${cursor}` : ""}`,
      );
      seen.push(...page.items.map(({ audit_id }) => audit_id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, at) => 25 - at));
    const { items } = await read<AuditPage>(`${AT}/audit?actor=a1&action=x1&since=2026-11-01T00:00:00Z`);
    expect(items.map(({ audit_id }) => audit_id)).toEqual([25, 19, 13, 7, 1]);
    expect((await call("GET", `${AT}/audit?cursor=nonsense`)).status).toBe(400);
  });
});
