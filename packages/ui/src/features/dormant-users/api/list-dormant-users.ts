import { type DormantUsersPage, type DormantUsersQuery, listDormantUsers } from "@dormant-users/shared-types";
import { queryOptions } from "@tanstack/react-query";
import type { ApiClient } from "../../../lib/api-client.ts";
import type { Insights } from "../../../lib/insights-context.tsx";

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

/** The tenant stands first in the key: one tenant's rows can never be shown to another. */
export function dormantUsersOptions({ client, tenant }: Pick<Insights, "client" | "tenant">, query: DormantUsersQuery) {
  return queryOptions({
    queryKey: [tenant, "dormant-users", query] as const,
    queryFn: ({ signal }) => getDormantUsers(client, query, signal),
  });
}
