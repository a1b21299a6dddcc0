import type { Life } from "./activity.ts";
import type { Person } from "./people.ts";

/** Somebody and the use of the account. */
export interface Member {
  readonly person: Person;
  readonly life: Life;
  readonly email: string;
}

const iso = (ms: number): string => new Date(ms).toISOString();
const seconds = (ms: number): string => iso(ms).replace(/\.\d+Z$/, "Z");
const lastVisit = (member: Member): number | undefined => member.life.visitsMs.at(-1);
const displayName = ({ person }: Member): string => `${person.givenName} ${person.familyName}`;
const isService = ({ person }: Member): boolean => person.habit.startsWith("service");

/** A stable id in the tenant's own namespace, in the form of a UUID. */
function uuidOf(tenantNumber: number, member: Member): string {
  return `0000${tenantNumber.toString(16).padStart(4, "0")}-0000-5000-8000-${member.person.number.toString(16).padStart(12, "0")}`;
}

export function trustxUser(tenantNumber: number, member: Member): Record<string, unknown> {
  const { person, life } = member;
  const last = lastVisit(member);
  return {
    id: uuidOf(tenantNumber, member),
    display_name: displayName(member),
    email: member.email,
    is_bot: isService(member),
    ...(person.habit === "guest" && { account_type: "guest" }),
    status: person.disabled ? "suspended" : "active",
    privileged: person.privileged,
    mfa_enrolled: person.mfaEnrolled,
    department: person.department,
    title: person.title,
    groups: person.groups,
    created_at: seconds(life.startMs),
    last_active_at: last === undefined ? null : seconds(last),
    event_count: life.visitsMs.length,
    events: life.visitsMs.map((at) => ({ at: seconds(at), kind: "sign_in" })),
  };
}

export function oktaUser(member: Member): Record<string, unknown> {
  const { person, life } = member;
  const last = lastVisit(member);
  return {
    id: `00u${person.number.toString(36).padStart(17, "0")}`,
    status: person.disabled ? "DEPROVISIONED" : last === undefined ? "PROVISIONED" : "ACTIVE",
    created: iso(life.startMs),
    activated: iso(life.startMs + 60_000),
    statusChanged: iso(life.startMs + 60_000),
    lastLogin: last === undefined ? null : iso(last),
    lastUpdated: iso((last ?? life.startMs) + 3_600_000),
    passwordChanged: iso(life.startMs + 120_000),
    type: { id: "otyfnjfba4ye7pgjB0g4" },
    profile: {
      firstName: person.givenName,
      lastName: person.familyName,
      login: member.email,
      email: member.email,
      department: person.department,
      title: person.title,
      userType: isService(member) ? "Service" : "Employee",
    },
  };
}

export function graphUser(tenantNumber: number, member: Member): Record<string, unknown> {
  const { person, life } = member;
  const last = lastVisit(member);
  return {
    id: uuidOf(tenantNumber, member),
    displayName: displayName(member),
    givenName: person.givenName,
    surname: person.familyName,
    mail: member.email,
    userPrincipalName: member.email,
    userType: person.habit === "guest" ? "Guest" : "Member",
    accountEnabled: !person.disabled,
    createdDateTime: seconds(life.startMs),
    department: person.department,
    jobTitle: person.title,
    memberOf: person.groups.map((displayName) => ({ "@odata.type": "#microsoft.graph.group", displayName })),
    assignedLicenses: isService(member) ? [] : [{ skuId: "05e9a617-0261-4cee-bb44-138d3ef5d965", disabledPlans: [] }],
    ...(last === undefined
      ? {}
      : {
          signInActivity: {
            lastSignInDateTime: seconds(last),
            lastNonInteractiveSignInDateTime: seconds(last - 600_000),
            lastSuccessfulSignInDateTime: seconds(last),
          },
        }),
  };
}

export function googleUser(member: Member): Record<string, unknown> {
  const { person, life } = member;
  const last = lastVisit(member);
  return {
    kind: "admin#directory#user",
    id: `1${person.number.toString().padStart(20, "0")}`,
    primaryEmail: member.email,
    name: { givenName: person.givenName, familyName: person.familyName, fullName: displayName(member) },
    isAdmin: person.privileged,
    isDelegatedAdmin: false,
    lastLoginTime: last === undefined ? "1970-01-01T00:00:00.000Z" : iso(last),
    creationTime: iso(life.startMs),
    agreedToTerms: last !== undefined,
    suspended: person.disabled,
    archived: false,
    isEnrolledIn2Sv: person.mfaEnrolled,
    isEnforcedIn2Sv: false,
    orgUnitPath: `/${person.department}`,
    organizations: [{ title: person.title, department: person.department, primary: true }],
  };
}

export function scimUser(tenantNumber: number, member: Member): Record<string, unknown> {
  const { person, life } = member;
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    id: uuidOf(tenantNumber, member),
    userName: member.email,
    name: { givenName: person.givenName, familyName: person.familyName, formatted: displayName(member) },
    displayName: displayName(member),
    title: person.title,
    userType: isService(member) ? "Service" : "Employee",
    active: !person.disabled,
    emails: [{ value: member.email, type: "work", primary: true }],
    groups: person.groups.map((group) => ({ value: group, display: group })),
    ...(person.privileged && { roles: [{ value: "global-administrator", primary: true }] }),
    meta: { resourceType: "User", created: iso(life.startMs), lastModified: iso(life.startMs) },
  };
}
