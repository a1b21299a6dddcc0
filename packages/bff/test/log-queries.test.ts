import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getSettings, type TenantId, type UserId } from "@dormant-users/shared-types";
import { beforeAll, describe, expect, it } from "vitest";
import { defineRoute } from "../src/http/define-route.ts";
import * as objects from "../src/observability/events/object-taken.ts";
import * as platform from "../src/observability/events/platform-trouble.ts";
import * as runs from "../src/observability/events/run-ended.ts";
import * as tenants from "../src/observability/events/tenant-judged.ts";
import * as analyses from "../src/observability/events/user-analysed.ts";
import * as embeddings from "../src/observability/events/users-embedded.ts";
import { createLogger } from "../src/observability/logger.ts";
import { recordQuery } from "../src/observability/request-scope.ts";
import { runInvocation } from "../src/observability/run-invocation.ts";
import type { Analysis } from "../src/rag/index.ts";
import { ModelError } from "../src/rag/ports.ts";
import { createTestApp, signToken } from "./http/test-app.ts";

const ROOT = join(import.meta.dirname, "../../..");
const tenant = "acme" as TenantId;
const userId = "2b1c9a52-7d5e-4c41-8f5b-0c9d2e3f4a5b" as UserId;
const error = Object.assign(new Error("outer", { cause: new TypeError("inner") }), { code: "ECONNRESET" });

const analysis = {
  insight: { source: "rules", rules_reason: "model_failed", risk_level: "high", confidence: 0.7 },
  dropped: [{ part: "summary", index: 0, reason: "no_citation", about: "" }],
  egressFindings: [{ kind: "name", count: 1 }],
  modelCalls: 2,
  attempts: 3,
  usage: { inputTokens: 10, outputTokens: 1 },
  modelErrors: [new ModelError("throttled", "m", "limit")],
  latencyMs: 12,
} as unknown as Analysis;
const run = {
  id: "r",
  status: "partial",
  dormant: 9,
  analysed: 7,
  unchanged: 1,
  failed: 1,
  byModel: 6,
  byRules: 1,
  inputTokens: 10,
  outputTokens: 1,
  embeddingTokens: 5,
  costUsd: 0.1,
  startedAt: "2026-11-20T02:00:00Z",
  finishedAt: "2026-11-20T02:01:00Z",
};
const counts = { active: 1, dormant: 2, never_active: 0, unknown: 0, disabled: 0, exempt: 0, snoozed: 0 };
const taken = { tenant, users: 3, unchanged: 1, held: 0, refused: 0, quarantined: 1, ageMs: 5, durationMs: 7 };
const about = { tenant, runId: "r", userId };

/** Every event once, by the functions that the product calls. */
const EVENTS = {
  ...objects,
  ...platform,
  ...runs,
  ...tenants,
  ...analyses,
  ...embeddings,
};
const logger = createLogger({ level: "debug", stage: "dev", embedMetrics: true, write: (line) => lines.push(line) });
const CALLS: { readonly [Name in keyof typeof EVENTS]: () => void } = {
  objectTaken: () => objects.objectTaken(logger, taken),
  objectRefused: () => objects.objectRefused(logger, "odd_path"),
  objectFailed: () => objects.objectFailed(logger, { messageId: "m", fault: "denied", cause: "AccessDenied", error }),
  cacheUnusable: () => platform.cacheUnusable(logger, "timeout"),
  decisionsUnpublished: () => platform.decisionsUnpublished(logger, tenant, error),
  indexNotBuilt: () => platform.indexNotBuilt(logger, tenant, error),
  migrationsChecked: () =>
    platform.migrationsChecked(logger, { action: "apply", target: 6, tenants: 3, pending: 1, failed: 1 }),
  runEnded: () => runs.runEnded(logger, { tenant, before: run, after: run }),
  scheduledRunUnfinished: () => runs.scheduledRunUnfinished(logger, { tenant, error }),
  tenantJudged: () => tenants.tenantJudged(logger, { tenant, counts, dataAsOf: "2026-11-20T00:00:00Z", nowMs: 2e12 }),
  userAnalysed: () => analyses.userAnalysed(logger, { ...about, analysis, modelId: "m", costUsd: 0.1 }),
  userAnalysisFailed: () => analyses.userAnalysisFailed(logger, { ...about, error }),
  usersEmbedded: () =>
    embeddings.usersEmbedded(logger, {
      ...{ tenant, model: "m", embedded: 1, failed: 1, withoutBudget: 1, calls: 1, tokens: 5, costUsd: 0.1 },
      durationMs: 12,
    }),
  embeddingStopped: () => embeddings.embeddingStopped(logger, { tenant, model: "m", kind: "throttled" }),
};

const lines: string[] = [];
const fields = new Set([
  "@timestamp",
  "@message",
  "@logStream",
  "@log",
  "@duration",
  "@type",
  "@initDuration",
  "@maxMemoryUsed",
]);
beforeAll(async () => {
  const trace = "Root=1-67891233-abcdef012345678912345678";
  runInvocation({ awsRequestId: "c6af9ac6-7b61" }, trace, () => {
    for (const call of Object.values(CALLS)) call();
  });
  const failing = defineRoute(getSettings).handle(async () => {
    for (const name of ["a", "b"]) recordQuery(name, 1);
    throw error;
  });
  const { app, lines: requests } = createTestApp({ routes: [failing] });
  await app.request("/profile360/insights/settings", { headers: { authorization: `Bearer ${await signToken()}` } });
  for (const line of [...lines.map((text) => JSON.parse(text) as unknown), ...requests]) noteFields("", line);
});

function noteFields(path: string, value: unknown): void {
  if (path !== "") fields.add(path);
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) noteFields(path === "" ? name : `${path}.${name}`, inner);
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
const WORDS = new Set(
  "fields filter stats sort limit display dedup parse by as and or not in like asc desc count count_distinct sum avg min max pct latest earliest bin ispresent abs coalesce strcontains datefloor".split(
    " ",
  ),
);

/** Names that a query reads from the lines; those that it gives itself (`as x`) are its own. */
function namesIn(query: string): string[] {
  const bare = query.replaceAll(/"(?:[^"\\]|\\.)*"|\/(?:[^/\n\\]|\\.)+\//g, " ");
  const own = new Set([...bare.matchAll(/\bas (\w+)/g)].map(([, name]) => name));
  const quoted = [...bare.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
  const plain = [...bare.replaceAll(/`[^`]+`|\bbin\([^)]*\)/g, " ").matchAll(/[@a-z_][\w.@]*/gi)].map(([name]) => name);
  return [...quoted, ...plain.filter((name) => !WORDS.has(name) && !own.has(name))];
}

/** Events of plain lines, as the source writes them. */
const PLAIN_EVENTS = globSync("packages/bff/src/**/*.ts", { cwd: ROOT })
  .filter((path) => !path.includes(".test."))
  .flatMap((path) => [...readFileSync(join(ROOT, path), "utf8").matchAll(/\.(?:debug|info|warn|error)\("(\w+)"/g)])
  .map(([, name = ""]) => name);

const QUERIES = globSync("docs/**/*.md", { cwd: ROOT }).flatMap((path) =>
  [...readFileSync(join(ROOT, path), "utf8").matchAll(/```insights\n([\s\S]*?)```/g)].map(([, query = ""], index) => ({
    place: `${path}, query ${index + 1}`,
    query,
  })),
);

describe("the queries of the documents", () => {
  it("are found", () => expect(QUERIES.length).toBeGreaterThan(5));

  it.each(QUERIES)("ask for what the lines hold: $place", ({ query }) => {
    expect(namesIn(query).filter((name) => !fields.has(name))).toEqual([]);
  });

  it.each(QUERIES)("filter by events that are written: $place", ({ query }) => {
    const measured = lines.map((line) => (JSON.parse(line) as { event: string }).event);
    const written = new Set(["request", ...measured, ...PLAIN_EVENTS]);
    const asked = [...query.matchAll(/\bevent (?:=|in) *\[?((?:"\w+",? *)+)/g)].flatMap(
      ([, names = ""]) => names.match(/\w+/g) ?? [],
    );
    expect(asked.filter((name) => !written.has(name))).toEqual([]);
  });

  it("that ask for a field nobody writes are seen", () => {
    expect(namesIn('filter event = "x" | stats sum(`tenant.cost_eur`) as eur, max(ages) by tenant | sort eur')).toEqual(
      expect.arrayContaining(["tenant.cost_eur", "ages", "tenant"]),
    );
    expect(fields.has("tenant.cost_eur")).toBe(false);
  });
});
