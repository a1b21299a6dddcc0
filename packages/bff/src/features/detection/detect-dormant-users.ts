import type { DormantUser, DormantUsersPage } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { type ListRequest, listDormantUsers } from "./list-dormant-users.ts";

const PAGE = 5_000;

/** The whole list, unpaged. Run it in a repeatable-read transaction: every page must see the same data. */
export async function detectDormantUsers(
  tx: TenantTransaction,
  request: Omit<ListRequest, "skip" | "limit" | "cursor">,
  nowMs: number,
): Promise<Omit<DormantUsersPage, "next_cursor" | "skip" | "limit">> {
  const items: DormantUser[] = [];
  let page = await listDormantUsers(tx, { ...request, limit: PAGE }, nowMs);
  items.push(...page.items);
  while (page.next_cursor !== null) {
    page = await listDormantUsers(tx, { ...request, limit: PAGE, cursor: page.next_cursor }, nowMs);
    items.push(...page.items);
  }
  return { ...page, items };
}
