import type { DormantUserDetail } from "@dormant-users/shared-types";
import { queryOptions } from "@tanstack/react-query";
import { queryKeys } from "../../../insights/query-keys.ts";
import { getDormantUser } from "../../../lib/contract/user-detail.data.ts";
import type { Insights } from "../../../lib/insights-context.tsx";

/**
 * Everything about one user of the tenant. Reading it is written to the audit log, so it is never asked for ahead.
 * @throws {ApiError} with status 404 where the user is erased or was never known
 */
export function dormantUserOptions({ client, tenant }: Pick<Insights, "client" | "tenant">, userId: string) {
  return queryOptions({
    queryKey: [...queryKeys.user(tenant, userId), {}] as const,
    queryFn: ({ signal }): Promise<DormantUserDetail> =>
      client.call(getDormantUser, { params: { user_id: userId }, signal }),
  });
}
