// Records as the providers export them, with only the fields a test speaks of.

const DAY_MS = 86_400_000;

/** The instant so many days before another, whole seconds. */
export function daysBefore(asOf: string, days: number): string {
  return new Date(Date.parse(asOf) - days * DAY_MS).toISOString().replace(".000Z", "Z");
}

export interface TrustxRecord {
  readonly id: string;
  readonly email?: string;
  readonly display_name?: string;
  readonly last_active_at?: string | null;
  readonly created_at?: string;
  readonly [field: string]: unknown;
}

export const trustx = (id: string, lastActiveAt: string | null, more: object = {}): TrustxRecord => ({
  id,
  display_name: `Person ${id}`,
  email: `${id}@example.com`,
  created_at: "2020-01-01T00:00:00Z",
  last_active_at: lastActiveAt,
  ...more,
});

export const okta = (id: string, lastLogin: string | null, more: { email?: string; status?: string } = {}) => ({
  id,
  status: more.status ?? "ACTIVE",
  created: "2020-01-01T00:00:00.000Z",
  activated: "2020-01-02T00:00:00.000Z",
  lastLogin,
  profile: {
    login: more.email ?? `${id}@example.com`,
    email: more.email ?? `${id}@example.com`,
    firstName: "Ola",
    lastName: id,
  },
});

export interface SignIns {
  readonly success?: string | null;
  readonly attempt?: string | null;
  readonly silent?: string | null;
}

/** `signIns` undefined: the property was not selected. */
export const graph = (
  id: string,
  signIns: SignIns | undefined,
  more: { email?: string; accountEnabled?: boolean } = {},
) => ({
  id,
  displayName: `Ines ${id}`,
  userPrincipalName: more.email ?? `${id}@example.com`,
  mail: more.email ?? `${id}@example.com`,
  userType: "Member",
  accountEnabled: more.accountEnabled ?? true,
  createdDateTime: "2020-01-01T00:00:00Z",
  ...(signIns !== undefined && {
    signInActivity: {
      ...(signIns.success !== undefined && { lastSuccessfulSignInDateTime: signIns.success }),
      ...(signIns.attempt !== undefined && { lastSignInDateTime: signIns.attempt }),
      ...(signIns.silent !== undefined && { lastNonInteractiveSignInDateTime: signIns.silent }),
    },
  }),
});

export const graphPage = (users: readonly object[]) => ({
  "@odata.context": "https://graph.example/v1.0/$metadata#users",
  value: users,
});

export const google = (id: string, lastLoginTime: string, more: { email?: string; suspended?: boolean } = {}) => ({
  kind: "admin#directory#user",
  id,
  primaryEmail: more.email ?? `${id}@example.com`,
  name: { fullName: `Pilar ${id}` },
  isAdmin: false,
  lastLoginTime,
  creationTime: "2020-01-01T00:00:00.000Z",
  suspended: more.suspended ?? false,
  archived: false,
});
