import type { DormantUsersPage, DormantUsersQuery } from "@dormant-users/shared-types";
import { type KnownAccount } from "./tenant-directory.ts";
/** Answers the list as the contract describes it, over accounts in memory: threshold, order, page, counts. */
export declare function listPage(
  accounts: readonly KnownAccount[],
  query: DormantUsersQuery,
  tenantDefault?: number,
): DormantUsersPage;
