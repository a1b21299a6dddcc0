import { type DormantUserSort, RiskLevel, type SortOrder } from "@dormant-users/shared-types";
import { NO_RANK, rankOf } from "./risk-rank.ts";

/** Users with a return probability, and those without. */
export const KNOWN = 1;
const UNKNOWN = 0;

interface Ordered {
  readonly sort: DormantUserSort;
  readonly order: SortOrder;
  readonly filter: { readonly riskLevels?: readonly RiskLevel[] | undefined };
}

/**
 * Parts of an order that follow one another whole: risk ranks, or users with and without a return probability. Those of
 * whom nothing is known come last, whichever way the others are sorted. Undefined: the order has no such parts.
 */
export function tiersOf({ sort, order, filter }: Ordered): readonly number[] | undefined {
  if (sort === "return_probability") return [KNOWN, UNKNOWN];
  if (sort !== "risk") return undefined;
  const asked = new Set((filter.riskLevels ?? RiskLevel.options).map(rankOf));
  const ranks = [...asked].toSorted((a, b) => (order === "desc" ? b - a : a - b));
  return filter.riskLevels === undefined ? [...ranks, NO_RANK] : ranks;
}
