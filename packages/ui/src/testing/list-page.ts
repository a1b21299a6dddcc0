import type {
  DecisionFilter,
  DecisionKind,
  DormantUser,
  DormantUserSort,
  DormantUsersPage,
  DormantUsersQuery,
} from "@dormant-users/shared-types";
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
    if (selects(query, user)) listed.push(user);
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

/** What the filters of the contract let through. */
function selects(query: DormantUsersQuery, user: DormantUser): boolean {
  const states = query.state ?? ["dormant", "never_active"];
  if (!states.includes("all") && !states.includes(user.state)) return false;
  if (query.risk_level && !(user.risk_level && query.risk_level.includes(user.risk_level))) return false;
  if (query.department && !(user.department && query.department.includes(user.department))) return false;
  if (query.confidence_min !== undefined && (user.confidence ?? -1) < query.confidence_min) return false;
  const types = query.account_type ?? ["all"];
  if (!types.includes("all") && !types.includes(user.account_type)) return false;
  if (query.decision && !decisionMatches(query.decision, user.decision?.kind)) return false;
  if (query.q === undefined || [user.user_id, user.external_id].some((id) => id === query.q)) return true;
  return `${user.name}\n${user.email}`.toLowerCase().includes(query.q.toLowerCase());
}

function decisionMatches(wanted: DecisionFilter, kind: DecisionKind | undefined): boolean {
  if (wanted === "open") return kind === undefined;
  return wanted === "decided" ? kind !== undefined : wanted === kind;
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
