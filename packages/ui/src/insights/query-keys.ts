/**
 * The tenant stands first in every key: one tenant's answers can never be shown to another. What a decision changes is
 * found by these prefixes, so every feature that reads users must use them.
 */
export const queryKeys = {
  /** Pages of the list, each followed by its query. */
  lists: (tenant: string) => [tenant, "dormant-users"] as const,
  /** Everything about every user that was opened. */
  users: (tenant: string) => [tenant, "dormant-user"] as const,
  /** Everything about one user, followed by the query it was asked with. */
  user: (tenant: string, userId: string) => [tenant, "dormant-user", userId] as const,
  summary: (tenant: string) => [tenant, "dormancy-summary"] as const,
  settings: (tenant: string) => [tenant, "settings"] as const,
} as const;
