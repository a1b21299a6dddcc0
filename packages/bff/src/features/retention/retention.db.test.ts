import { Settings, type TenantId } from "@dormant-users/shared-types";
import { describe, expect, it } from "vitest";
import { rawSql } from "../../../test/harness/raw-sql.ts";
import { useTestDatabase } from "../../../test/harness/test-database.ts";
import { storePeople } from "../../../test/population/people.ts";
import { createLogger, silentLogger } from "../../observability/logger.ts";
import { putSettings } from "../settings/put-settings.ts";
import { applyRetention } from "./apply-retention.ts";
import { retainTenants } from "./retain-tenants.ts";

const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-11-22T06:00:00.000Z");
const test = useTestDatabase();

const at = (days: number, aside = 0): string => `'${new Date(NOW - days * DAY_MS + aside).toISOString()}'`;

/** Rows a second older and a second younger than each limit: 10, 40 and 90 days. */
async function tenantWithAges(): Promise<TenantId> {
  const tenantId = await test.createTenant();
  await test.database.withTenant(tenantId, async (tx) => {
    const [old, young] = await storePeople(tx, { people: ["old", "young"], dataAsOfMs: NOW, quietDays: 60 });
    const settings = Settings.parse({ retention: { embeddings_days: 10, insights_days: 40, history_days: 90 } });
    await putSettings(tx, { settings, actor: "test", requestId: undefined, accepts: () => true });
    for (const [user, aside] of [
      [old, -1000],
      [young, 1000],
    ] as const) {
      const insight = `gen_random_uuid(), 'low', 0.5, 'rules', '', '{}'`;
      for (const sql of [
        `user_embeddings (user_id, model_id, dimensions, embedding, content_hash, input_tokens, embedded_at)
           values ('${user}', 'm', 2, '[1,2]', '', 1, ${at(10, aside)})`,
        `user_insights (user_id, insight_id, risk_level, confidence, source, analysis_hash, insight, analysed_at)
           values ('${user}', ${insight}, ${at(40, aside)})`,
        `insight_reviews (user_id, insight_id, reviewer, agrees, risk_level, insight_risk_level, insight_confidence,
           insight_source, reviewed_at) values ('${user}', gen_random_uuid(), 'r', true, 'low', 'low', 0.5, 'rules', ${at(40, aside)})`,
        `decisions (user_id, kind, decided_by, decided_at, undone_at)
           values ('${user}', 'keep', 'r', ${at(400)}, ${at(40, aside)}), ('${user}', 'keep', 'r', ${at(400)}, null)`,
        `rag_analysis_history (user_id, insight_id, risk_level, confidence, source, analysis_hash, insight, rules_version, outcome,
           analysed_at) values ('${user}', ${insight}, 'r', 'answered', ${at(90, aside)})`,
        `analysis_runs (status, requested_by, finished_at) values ('succeeded', 'r', ${at(90, aside)})`,
        `event_outbox (user_id, event_type, detail, occurred_at, published_at)
           values ('${user}', 't', '{}', ${at(400)}, ${at(90, aside)}), ('${user}', 't', '{}', ${at(400)}, null)`,
        `quarantined_records (object_key, content_hash, position, reason, quarantined_at)
           values ('${user}', '', 0, 'invalid_date', ${at(90, aside)})`,
        `dormancy_trend (day, as_of, dormant, never_active)
           values (${at(90, aside)}::timestamptz::date + ${aside > 0 ? 1 : 0}, ${at(90, aside)}, 1, 0)`,
      ]) {
        await tx.execute(rawSql(`insert into $schema.${sql}`));
      }
    }
  });
  return tenantId;
}

const TABLES = [
  "user_embeddings",
  "insight_reviews",
  "user_insights",
  "decisions",
  "rag_analysis_history",
  "analysis_runs",
  "event_outbox",
  "quarantined_records",
  "dormancy_trend",
];
const each = (rows: number) => Object.fromEntries(TABLES.map((table) => [table, rows]));

async function rowsOf(tenantId: TenantId): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of TABLES) {
    const sql = rawSql<{ n: number }>(`select count(*)::integer as n from $schema.${table}`);
    counts[table] = (await test.database.withTenant(tenantId, (tx) => tx.get(sql))).n;
  }
  return counts;
}

describe("retention", () => {
  it("deletes what is older than the settings keep, to the second, and never what is in force", async () => {
    const tenantId = await tenantWithAges();
    const before = await rowsOf(tenantId);
    const options = { actor: "test", nowMs: NOW };
    expect(await applyRetention(test.database, tenantId, { ...options, dryRun: true })).toEqual(each(1));
    expect(await rowsOf(tenantId)).toEqual(before);
    expect(await applyRetention(test.database, tenantId, options)).toEqual(each(1));
    const after = Object.fromEntries(Object.entries(before).map(([table, rows]) => [table, rows - 1]));
    expect(await rowsOf(tenantId)).toEqual(after);
    expect(await applyRetention(test.database, tenantId, options)).toEqual(each(0));
    const audited = rawSql<{ detail: unknown }>(
      `select detail from $schema.audit_log where action = 'retention_applied'`,
    );
    expect(await test.database.withTenant(tenantId, (tx) => tx.list(audited))).toEqual([
      { detail: { deleted: each(1) } },
    ]);
  });

  it("of all tenants goes on when one fails, and then says so", async () => {
    const [good, broken] = [await tenantWithAges(), await test.createTenant()];
    const logged: string[] = [];
    const database = {
      listTenantIds: async () => [broken, good],
      withTenant: ((tenantId, work, options) => {
        if (tenantId === broken) throw new Error("gone");
        return test.database.withTenant(tenantId, work, options);
      }) as typeof test.database.withTenant,
    };
    const logger = createLogger({ level: "error", write: (line: string) => void logged.push(line) });
    await expect(retainTenants({ database, now: () => NOW, logger }, {})).rejects.toThrow("1 of 2 tenants");
    expect(logged.join("")).toContain("retention_failed");
    expect(await applyRetention(test.database, good, { actor: "test", nowMs: NOW })).toEqual(each(0));
  });

  it("takes one tenant by name, and counts only where that is asked", async () => {
    const tenantId = await tenantWithAges();
    const services = {
      database: { withTenant: test.database.withTenant.bind(test.database), listTenantIds: async () => [] },
      now: () => NOW,
      logger: silentLogger,
    };
    const dry = await retainTenants(services, { tenant: tenantId, dry_run: true });
    expect(dry).toEqual([{ tenant: tenantId, deleted: each(1) }]);
    expect(await retainTenants(services, { tenant: tenantId })).toEqual(dry);
    expect(await retainTenants(services, { source: "aws.scheduler" })).toEqual([]);
  });
});
