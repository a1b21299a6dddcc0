import type { TenantId } from "@dormant-users/shared-types";
import { getMonthlySpend } from "../insights/index.ts";
import { getStoredSettings } from "../settings/index.ts";
import { Budget } from "./budget.ts";
import type { RunServices } from "./run-services.ts";
import { withRetries } from "./with-retries.ts";

/** The tenant's budget of this month, with what is spent of it. */
export async function openBudget(services: RunServices, tenantId: TenantId): Promise<Budget> {
  const { database, chatModel, costOf, now } = services;
  const { limitUsd, spentUsd } = await withRetries(() =>
    database.withTenant(
      tenantId,
      async (tx) => ({
        limitUsd: (await getStoredSettings(tx)).monthly_budget_usd,
        spentUsd: (await getMonthlySpend(tx, now())).costUsd,
      }),
      { readOnly: true },
    ),
  );
  return new Budget(limitUsd, spentUsd, chatModel?.modelId, costOf);
}
