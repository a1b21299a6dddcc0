import type { DormantUsersPage, DormantUsersQuery } from "@dormant-users/shared-types";
import { queryOptions } from "@tanstack/react-query";
import type { ApiClient } from "../../lib/api-client.ts";
import { listDormantUsers } from "../../lib/contract/list-dormant-users.data.ts";
import type { Insights } from "../../lib/insights-context.tsx";
import { queryKeys } from "../query-keys.ts";

/**
 * One page of dormant users.
 * @throws {ApiError}
 */
export function getDormantUsers(
  client: ApiClient,
  query: DormantUsersQuery = {},
  signal?: AbortSignal,
): Promise<DormantUsersPage> {
  return client.call(listDormantUsers, { query, ...(signal ? { signal } : {}) });
}

export function dormantUsersOptions({ client, tenant }: Pick<Insights, "client" | "tenant">, query: DormantUsersQuery) {
  return queryOptions({
    queryKey: [...queryKeys.lists(tenant), query] as const,
    queryFn: ({ signal }) => getDormantUsers(client, query, signal),
  });
}
