import type { DormantUser, DormantUserSort, DormantUsersPage, DormantUsersQuery } from "@dormant-users/shared-types";
import { buildDormantUsersPage } from "@dormant-users/shared-types/testing";
import { daysBefore } from "../lib/formats.ts";
import { AS_OF, type KnownAccount } from "./tenant-directory.ts";

/** Answers the list as the contract describes it, over accounts in memory: threshold, order, page, counts. */
export function listPage(
  accounts: readonly KnownAccount[],
  query: DormantUsersQuery,
  tenantDefault = 30,
): DormantUsersPage {
  const inactiveDays = query.inactive_days ?? tenantDefault;
  const skip = query.skip ?? 0;
  const limit = query.limit ?? 50;
  const counts = { disabled: 0, exempt: 0, snoozed: 0, unknown: 0, never_active: 0, dormant: 0, active: 0 };
  const listed: DormantUser[] = [];
  for (const account of accounts) {
    const user = judge(account, inactiveDays);
    counts[user.state] += 1;
    if (user.state === "dormant" || user.state === "never_active") listed.push(user);
  }
  listed.sort(comparatorOf(query));
  return buildDormantUsersPage(listed.slice(skip, skip + limit), {
    total: listed.length,
    skip,
    limit,
    counts,
    inactive_days: inactiveDays,
    as_of: AS_OF,
    data_as_of: AS_OF,
    cutoff: daysBefore(AS_OF, inactiveDays),
  });
}

function judge({ user, fixed }: KnownAccount, inactiveDays: number): DormantUser {
  if (fixed) return { ...user, ...fixed };
  const quiet = (user.days_inactive ?? 0) >= inactiveDays;
  if (user.last_active_at === null) {
    return { ...user, ...(quiet ? NEVER_ACTIVE : { state: "active", reason: "new_account" }) };
  }
  return { ...user, ...(quiet ? DORMANT : { state: "active", reason: "active_since_cutoff" }) };
}

const NEVER_ACTIVE = { state: "never_active", reason: "never_signed_in" } as const;
const DORMANT = { state: "dormant", reason: "inactive_since_cutoff" } as const;

const RISK_RANK = { critical: 4, high: 3, medium: 2, low: 1 } as const;

function sortKeyOf(user: DormantUser, sort: DormantUserSort): string | number {
  if (sort === "risk") return user.risk_level ? RISK_RANK[user.risk_level] : 0;
  return user[sort] ?? "";
}

function comparatorOf({ sort = "days_inactive", order = "desc" }: DormantUsersQuery) {
  const sign = order === "asc" ? 1 : -1;
  return (a: DormantUser, b: DormantUser) => {
    const left = sortKeyOf(a, sort);
    const right = sortKeyOf(b, sort);
    const difference =
      typeof left === "number" && typeof right === "number"
        ? left - right
        : String(left).localeCompare(String(right), "en");
    return sign * difference || a.user_id.localeCompare(b.user_id);
  };
}
