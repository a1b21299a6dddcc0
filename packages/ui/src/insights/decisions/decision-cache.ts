import type { DormantUser, DormantUsersPage, StandingDecision, UserId } from "@dormant-users/shared-types";
import type { QueryClient } from "@tanstack/react-query";
import { queryKeys } from "../query-keys.ts";

/** The decision that stands for each user; null: none. */
export type StandingDecisions = ReadonlyMap<UserId, StandingDecision | null>;

/** Shows decisions in every cached page and open user, without asking the server. */
export function showDecisions(queries: QueryClient, tenant: string, decisions: StandingDecisions): void {
  queries.setQueriesData<DormantUsersPage>({ queryKey: queryKeys.lists(tenant) }, (page) =>
    page?.items.some((user) => decisions.has(user.user_id))
      ? { ...page, items: page.items.map((user) => withDecision(user, decisions)) }
      : page,
  );
  for (const userId of decisions.keys()) {
    queries.setQueriesData<DormantUser>({ queryKey: queryKeys.user(tenant, userId) }, (user) =>
      user ? withDecision(user, decisions) : user,
    );
  }
}

/**
 * What decisions change elsewhere. The list on screen stays as it is until it is asked for again: a row that vanished
 * under the cursor could not be undone in its place.
 */
export function forgetJudgements(queries: QueryClient, tenant: string, userIds: Iterable<UserId>): void {
  void queries.invalidateQueries({ queryKey: queryKeys.lists(tenant), refetchType: "none" });
  void queries.invalidateQueries({ queryKey: queryKeys.summary(tenant) });
  for (const userId of userIds) void queries.invalidateQueries({ queryKey: queryKeys.user(tenant, userId) });
}

/**
 * Stops what is being read: it was judged before the decision to come, and would take it off the screen again.
 * @returns starts it anew
 */
export async function pauseReading(queries: QueryClient, tenant: string): Promise<() => void> {
  const underWay = queries.getQueryCache().findAll({ queryKey: [tenant], type: "active", fetchStatus: "fetching" });
  await queries.cancelQueries({ queryKey: [tenant] });
  return () => {
    for (const { queryKey } of underWay) void queries.invalidateQueries({ queryKey, exact: true });
  };
}

function withDecision<User extends DormantUser>(user: User, decisions: StandingDecisions): User {
  const decision = decisions.get(user.user_id);
  return decision === undefined ? user : { ...user, decision };
}
