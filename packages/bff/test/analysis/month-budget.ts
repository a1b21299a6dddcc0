import { Settings, type TenantId } from "@dormant-users/shared-types";
import { type Database, defineQuery, type TenantTransaction } from "../../src/db/index.ts";

const upsertBudget = defineQuery<number>({
  name: "test.set_budget",
  text: (schema) => `
INSERT INTO ${schema}.tenant_settings AS s (key, value, updated_by)
VALUES ('settings', jsonb_build_object('monthly_budget_usd', $1::numeric), 'test')
ON CONFLICT (key) DO UPDATE SET value = s.value || excluded.value`,
  params: (usd) => [usd],
});

/** Gives a tenant a budget for each month, in USD. */
export const setBudget = (database: Database, tenantId: TenantId, usd: number): Promise<number> =>
  database.withTenant(tenantId, (tx) => tx.execute(upsertBudget, usd));

const selectReserved = defineQuery<number, { calls: number; usd: number; leftUsd: number }>({
  name: "test.sum_reserved",
  text: (schema) => `
SELECT coalesce(sum(calls), 0)::integer AS calls, coalesce(sum(most_usd), 0)::float8 AS usd,
  ${schema}.budget_left_usd(date_trunc('month', now() AT TIME ZONE 'UTC')::date, $1::numeric)::float8 AS "leftUsd"
FROM ${schema}.model_reservations`,
  params: (usualUsd) => [usualUsd],
});

/** What is set aside for calls under way, and what is left of this month's budget beside it. */
export const reservedOf = (tx: TenantTransaction): Promise<{ calls: number; usd: number; leftUsd: number }> =>
  tx.get(selectReserved, Settings.parse({}).monthly_budget_usd);
