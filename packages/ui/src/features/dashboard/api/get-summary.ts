import type { DormancyQuery, DormancySummary } from "@dormant-users/shared-types";
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { queryKeys } from "../../../insights/query-keys.ts";
import type { ApiClient } from "../../../lib/api-client.ts";
import { getDormancySummary } from "../../../lib/contract/get-dormancy-summary.data.ts";
import type { Insights } from "../../../lib/insights-context.tsx";

type SummaryQuery = Pick<z.output<typeof DormancyQuery>, "inactive_days" | "account_type">;

/** @throws {ApiError} */
function getSummary(client: ApiClient, query: SummaryQuery, signal: AbortSignal): Promise<DormancySummary> {
  return client.call(getDormancySummary, { query, signal });
}

/** Figures, histogram, trend and spend: of everybody, whatever narrows the list. */
export function summaryOptions({ client, tenant }: Pick<Insights, "client" | "tenant">, query: SummaryQuery) {
  return queryOptions({
    queryKey: [...queryKeys.summary(tenant), query] as const,
    queryFn: ({ signal }) => getSummary(client, query, signal),
  });
}
