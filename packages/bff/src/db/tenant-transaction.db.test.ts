import type { TenantId } from "@dormant-users/shared-types";
import { beforeAll, describe, expect, it } from "vitest";
import { rawSql } from "../../test/harness/raw-sql.ts";
import { testEngine, useTestDatabase } from "../../test/harness/test-database.ts";
import { DatabaseUsageError, UnexpectedRowCountError } from "./errors.ts";
import { defineQuery } from "./query.ts";
import type { QueryEvent, TenantTransaction } from "./tenant-transaction.ts";

const events: QueryEvent[] = [];
const test = useTestDatabase({ onQuery: (event) => events.push(event) });

const put = defineQuery({
  name: "test.put_setting",
  text: (schema) => `insert into ${schema}.tenant_settings (key, value, updated_by) values ($1, $2, 'test')`,
  params: (input: { key: string; value: unknown }) => [input.key, JSON.stringify(input.value)],
});
const listKeys = defineQuery({
  name: "test.list_keys",
  text: (schema) => `select key from ${schema}.tenant_settings order by key`,
  row: (row: { key: string }) => row.key,
});

let tenantId: TenantId;
beforeAll(async () => {
  tenantId = await test.createTenant();
});

describe("a tenant transaction", () => {
  it("commits what returns and rolls back what throws", async () => {
    await test.database.withTenant(tenantId, (tx) => tx.execute(put, { key: "kept", value: 1 }));
    const thrown = test.database.withTenant(tenantId, async (tx) => {
      await tx.execute(put, { key: "lost", value: 1 });
      throw new RangeError("the caller's own error");
    });
    await expect(thrown).rejects.toThrow(RangeError);
    expect(await test.database.read(tenantId, listKeys)).toEqual(["kept"]);
  });

  it("whose failed statement was swallowed is not reported as committed", async () => {
    const swallowed = test.database.withTenant(tenantId, async (tx) => {
      await tx.execute(put, { key: "half", value: 1 });
      await tx.list(rawSql("select 1 / 0")).catch(() => {});
      return "done";
    });
    await expect(swallowed).rejects.toMatchObject({ kind: "transaction_aborted" });
    expect(await test.database.read(tenantId, listKeys)).not.toContain("half");
  });

  it("may read only when asked to, and at the isolation asked for", async () => {
    const write = test.database.withTenant(tenantId, (tx) => tx.execute(put, { key: "no", value: 1 }), {
      readOnly: true,
    });
    await expect(write).rejects.toMatchObject({ kind: "read_only" });
    const shown = await test.database.withTenant(
      tenantId,
      (tx) => tx.get(rawSql<{ level: string }>("select current_setting('transaction_isolation') as level")),
      { isolation: "serializable" },
    );
    expect(shown.level).toBe("serializable");
  });

  it("refuses to open a second one inside itself, where it would wait for itself", async () => {
    const nested = test.database.withTenant(tenantId, () => test.database.withTenant(tenantId, async () => 1));
    await expect(nested).rejects.toBeInstanceOf(DatabaseUsageError);
    const reading = test.database.withTenant(tenantId, () => test.database.read(tenantId, listKeys));
    await expect(reading).rejects.toBeInstanceOf(DatabaseUsageError);
  });

  it("cannot be used after its end", async () => {
    let escaped: TenantTransaction | undefined;
    await test.database.withTenant(tenantId, async (tx) => {
      escaped = tx;
    });
    await expect(escaped?.list(listKeys)).rejects.toBeInstanceOf(DatabaseUsageError);
  });

  it("waits for statements that nobody awaited", async () => {
    await test.database.withTenant(tenantId, async (tx) => {
      void tx.execute(put, { key: "unawaited", value: 1 });
    });
    expect(await test.database.read(tenantId, listKeys)).toContain("unawaited");
  });

  it("runs statements given all at once one after the other", async () => {
    const numbers = await test.database.withTenant(tenantId, (tx) =>
      Promise.all([1, 2, 3].map((n) => tx.get(rawSql<{ n: number }>(`select ${n} as n`)))),
    );
    expect(numbers.map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  it("gives one row, none or a clear error, as asked", async () => {
    await test.database.withTenant(tenantId, async (tx) => {
      expect(await tx.find(rawSql("select 1 where false"))).toBeUndefined();
      await expect(tx.get(rawSql("select 1 where false"))).rejects.toBeInstanceOf(UnexpectedRowCountError);
      await expect(tx.find(rawSql("values (1), (2)"))).rejects.toBeInstanceOf(UnexpectedRowCountError);
      expect(await tx.execute(rawSql("delete from $schema.tenant_settings"))).toBeGreaterThan(0);
    });
  });

  it.skipIf(testEngine === "embedded")(
    "ends a statement that takes too long (the embedded engine does not)",
    async () => {
      const slow = test.database.withTenant(tenantId, (tx) => tx.list(rawSql("select pg_sleep(30)")), {
        statementTimeoutMs: 50,
      });
      await expect(slow).rejects.toMatchObject({ kind: "statement_timeout", query: "test.raw_sql" });
    },
  );

  it("tells the observer each query's name, tenant, rows and outcome", async () => {
    events.length = 0;
    await test.database.read(tenantId, listKeys);
    await test.database.withTenant(tenantId, (tx) => tx.list(rawSql("select 1 / 0"))).catch(() => {});
    expect(events).toMatchObject([
      { query: "test.list_keys", tenantId, failed: false },
      { query: "test.raw_sql", tenantId, failed: true, rows: 0 },
    ]);
    expect(events.every((event) => event.durationMs >= 0)).toBe(true);
  });
});

describe("a read", () => {
  it("may not write", async () => {
    await expect(test.database.read(tenantId, put, { key: "x", value: 1 })).rejects.toMatchObject({
      kind: "read_only",
    });
  });

  it("names the query that failed", async () => {
    const failed = test.database.read(tenantId, rawSql("select 1 / 0"));
    await expect(failed).rejects.toMatchObject({ kind: "invalid_value", query: "test.raw_sql", sqlState: "22012" });
  });

  it("gives one row or none, and refuses several", async () => {
    expect(await test.database.readOne(tenantId, rawSql("select 1 as n"))).toEqual({ n: 1 });
    expect(await test.database.readOne(tenantId, rawSql("select 1 where false"))).toBeUndefined();
    const several = test.database.readOne(tenantId, rawSql("values (1), (2)"));
    await expect(several).rejects.toBeInstanceOf(UnexpectedRowCountError);
  });

  it("of many tenants and queries at once answers each with its own", async () => {
    const others = [tenantId, await test.createTenant(), await test.createTenant()];
    const who = rawSql<{ role: string }>("select current_user as role");
    const asked = Array.from({ length: 60 }, (_, index) => others[index % others.length] ?? tenantId);
    const answers = await Promise.all(asked.map((id) => test.database.readOne(id, who)));
    expect(answers.map((answer) => answer?.role)).toEqual(asked.map((id) => `tenant_${id}`));
  });
});
