import { inspect } from "node:util";
import type { TenantId } from "@dormant-users/shared-types";
import { beforeAll, describe, expect, it } from "vitest";
import { rawSql } from "../../test/harness/raw-sql.ts";
import { useTestDatabase } from "../../test/harness/test-database.ts";
import { DatabaseError } from "./errors.ts";
import { toDatabaseError } from "./sqlstate.ts";

const test = useTestDatabase();
let tenantId: TenantId;
beforeAll(async () => {
  tenantId = await test.createTenant();
});

const INSERT = "insert into $schema.tenant_settings (key, value, updated_by) values";

describe("errors of the engine", () => {
  it.each([
    ["unique_violation", `${INSERT} ('k', '1', 't'), ('k', '1', 't')`, "tenant_settings_pkey"],
    ["not_null_violation", `${INSERT} ('k', null, 't')`, undefined],
    [
      "check_violation",
      "insert into $schema.tenant_settings (key, value, updated_by, version) values ('k', '1', 't', 0)",
      "tenant_settings_version_check",
    ],
    ["invalid_value", "select 'x'::int", undefined],
    ["permission_denied", "select rolpassword from pg_authid", undefined],
    ["unexpected", "select nothing", undefined],
  ])("are told apart: %s", async (kind, sql, constraint) => {
    const failed = test.database.withTenant(tenantId, (tx) => tx.list(rawSql(sql)));
    await expect(failed).rejects.toMatchObject({ kind, constraint, retryable: false, query: "test.raw_sql" });
  });

  it.each([
    ["a row's", `${INSERT} ('planted-secret', '1', 't'), ('planted-secret', '1', 't')`],
    ["a parameter's", "select 'planted-secret'::int"],
    ["a document's", `select '{"planted-secret": }'::jsonb`],
  ])("never carry %s value, however they are printed", async (_, sql) => {
    const error = await test.database.withTenant(tenantId, (tx) => tx.list(rawSql(sql))).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("planted-secret");
  });
});

describe("errors without an engine", () => {
  it.each([
    ["40001", "serialization_failure", true],
    ["40P01", "deadlock", true],
    ["55P03", "lock_timeout", true],
    ["57P01", "connection_lost", true],
    ["08006", "connection_lost", true],
    ["53300", "too_many_connections", true],
    ["53100", "out_of_space", false],
    ["ECONNRESET", "connection_lost", true],
    ["XX000", "unexpected", false],
  ])("%s is %s", (code, kind, retryable) => {
    expect(toDatabaseError(Object.assign(new Error("x"), { code }))).toMatchObject({ kind, retryable });
  });

  it("a lost connection that node-postgres only puts into words is one too", () => {
    expect(toDatabaseError(new Error("Connection terminated unexpectedly"))).toMatchObject({ kind: "connection_lost" });
  });

  it("the caller's own errors pass unchanged", () => {
    const own = new RangeError("mine");
    expect(toDatabaseError(own)).toBe(own);
    expect(toDatabaseError("a word")).toBe("a word");
  });
});
