import type { DormantUsersPage } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { type ListRequest, listDormantUsers } from "../detection/index.ts";
import { listStaleUsers } from "../insights/index.ts";

/** A page of the list, with the insights marked that their evidence has left behind. */
export async function listUsers(tx: TenantTransaction, request: ListRequest, nowMs: number): Promise<DormantUsersPage> {
  const page = await listDormantUsers(tx, request, nowMs);
  const analysed = page.items.filter(({ risk_level }) => risk_level != null).map(({ user_id }) => user_id);
  const stale = await listStaleUsers(tx, analysed, nowMs);
  if (stale.size === 0) return page;
  return { ...page, items: page.items.map((user) => ({ ...user, insight_stale: stale.has(user.user_id) })) };
}
