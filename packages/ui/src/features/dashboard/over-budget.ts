import type { DormancySummary } from "@dormant-users/shared-types";

type Spend = DormancySummary["spend"];

/** The month's budget is used up. One of nothing cannot be: nothing is to be spent. */
export function isOverBudget(spend: Spend | undefined): spend is NonNullable<Spend> {
  return spend != null && spend.budget_usd > 0 && spend.cost_usd >= spend.budget_usd;
}
