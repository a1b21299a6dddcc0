import type { TenantId } from "@dormant-users/shared-types";
import { beforeAll, describe, expect, it } from "vitest";
import { rawSql } from "../../test/harness/raw-sql.ts";
import { useTestDatabase } from "../../test/harness/test-database.ts";

const test = useTestDatabase();
let tenantId: TenantId;
beforeAll(async () => {
  tenantId = await test.createTenant();
});

async function valueOfSql(expression: string): Promise<unknown> {
  const row = await test.database.readOne(tenantId, rawSql<{ value: unknown }>(`select ${expression} as value`));
  return row?.value;
}

describe("values from the database", () => {
  it.each([
    ["timestamptz '2026-11-22 06:00:00+00'", "2026-11-22T06:00:00.000Z"],
    ["timestamptz '2026-11-22 06:00:00.5+02'", "2026-11-22T04:00:00.500Z"],
    ["timestamptz '2026-11-22 06:00:00.123456+00'", "2026-11-22T06:00:00.123456Z"],
    ["timestamptz '-infinity'", "-infinity"],
    ["array[timestamptz '2026-11-22 06:00:00+00', null]", ["2026-11-22T06:00:00.000Z", null]],
    ["date '2026-11-22'", "2026-11-22"],
    ["array[date '2026-11-22']", ["2026-11-22"]],
    ["9007199254740991::int8", Number.MAX_SAFE_INTEGER],
    [
      "array[[1::int8, 2], [3, 4]]",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["count(*)", 1],
    ["12345678901234567890.5::numeric", "12345678901234567890.5"],
    [`'{"a": [1, "Zoë"]}'::jsonb`, { a: [1, "Zoë"] }],
    ["null::timestamptz", null],
  ])("%s is read as one would write it in JSON", async (expression, expected) => {
    expect(await valueOfSql(expression)).toEqual(expected);
  });

  it("a count too large for a number is an error, not a wrong number", async () => {
    await expect(valueOfSql("9007199254740993::int8")).rejects.toThrow(/2\^53/);
    expect(await valueOfSql("1")).toBe(1);
  });

  it("an instant with microseconds comes back to the same instant", async () => {
    const text = String(await valueOfSql("timestamptz '2026-11-22 06:00:00.123456+00'"));
    expect(await valueOfSql(`timestamptz '${text}' = timestamptz '2026-11-22 06:00:00.123456+00'`)).toBe(true);
  });
});
