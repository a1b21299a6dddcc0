import { DormantUser, DormantUsersPage } from "../resources/dormant-user.ts";

let sequence = 0;

/** A valid row; each call another user. */
export function buildDormantUser(overrides: Partial<DormantUser> = {}): DormantUser {
  sequence += 1;
  const number = String(sequence).padStart(12, "0");
  return DormantUser.parse({
    user_id: `00000000-0000-4000-8000-${number}`,
    external_id: `ext-${sequence}`,
    email: `user.${sequence}@northwind.example`,
    name: `User ${sequence}`,
    days_inactive: 62,
    days_inactive_is_minimum: false,
    last_active_at: "2026-09-21T06:00:00.000Z",
    state: "dormant",
    reason: "inactive_since_cutoff",
    last_active_basis: "successful_sign_in",
    last_active_source: "okta",
    account_start_at: "2023-03-04T09:00:00.000Z",
    account_type: "human",
    privileged: false,
    department: "Platform",
    sources: ["okta"],
    ...overrides,
  });
}

/** A page of the given rows; `total` and counts follow from them unless overridden. */
export function buildDormantUsersPage(
  items: DormantUser[] = [buildDormantUser(), buildDormantUser()],
  overrides: Partial<DormantUsersPage> = {},
): DormantUsersPage {
  const counts = { disabled: 0, exempt: 0, snoozed: 0, unknown: 0, never_active: 0, dormant: 0, active: 40 };
  for (const item of items) counts[item.state] += 1;
  return DormantUsersPage.parse({
    items,
    total: items.length,
    skip: 0,
    limit: 50,
    next_cursor: null,
    counts,
    as_of: "2026-11-22T06:00:00.000Z",
    data_as_of: "2026-11-22T06:00:00.000Z",
    cutoff: "2026-10-23T06:00:00.000Z",
    inactive_days: 30,
    warnings: [],
    ...overrides,
  });
}
