import { TenantId } from "@dormant-users/shared-types";
import { live } from "./activity.ts";
import { type HabitMix, makePeople } from "./people.ts";
import { googleUser, graphUser, type Member, oktaUser, scimUser, trustxUser } from "./provider-objects.ts";
import { seededRandom } from "./random.ts";

/** An object as an integration would have put it into the bucket. */
export interface SampleObject {
  readonly key: string;
  readonly body: string;
  readonly snapshotAt: string;
}

export interface SampleTenant {
  readonly tenantId: TenantId;
  readonly title: string;
  readonly objects: readonly SampleObject[];
}

// About one in eight is quiet for longer than 30 days: leavers nobody told the directory of, leave, rare rhythms.
const OFFICE: HabitMix = {
  daily: 52,
  weekly: 18,
  monthly: 4,
  quarterly: 2,
  seasonal: 2,
  leaver: 5,
  on_leave: 2,
  service_running: 3,
  service_stopped: 1,
  guest: 5,
  never: 2,
  joiner: 4,
};

const YOUNG: HabitMix = { ...OFFICE, daily: 56, leaver: 4, quarterly: 0, service_running: 4, joiner: 7 };

/**
 * Three tenants that live on different integrations, seeded: the same people every day, with dates relative to `nowMs`.
 * Northwind has Okta and Entra with people in both, Halden has TrustX profiles with their whole activity, and Brightleaf
 * has Google beside a SCIM directory that knows no activity.
 */
export function sampleTenants(nowMs: number): SampleTenant[] {
  return [northwind(nowMs), halden(nowMs), brightleaf(nowMs)];
}

function membersOf(seed: number, count: number, mix: HabitMix, domain: string, nowMs: number): Member[] {
  const random = seededRandom(seed);
  return makePeople(random, count, mix).map((person) => ({
    person,
    life: live(random, person, nowMs),
    email: `${person.login}@${person.habit === "guest" ? "partner.example" : domain}`,
  }));
}

function object(tenantId: string, path: string, body: unknown, snapshotAt: string): SampleObject {
  return { key: `tenant_${tenantId}/${path}`, body: JSON.stringify(body), snapshotAt };
}

function northwind(nowMs: number): SampleTenant {
  const members = membersOf(1, 640, OFFICE, "northwind.example", nowMs);
  const snapshotAt = new Date(nowMs - 2 * 3_600_000).toISOString();
  const before = nowMs - 2 * 3_600_000;
  const seen = members.map((member) => ({
    ...member,
    life: { ...member.life, visitsMs: member.life.visitsMs.filter((visit) => visit <= before) },
  }));
  const inEntra = seen.filter(({ person }) => person.habit === "guest" || person.number % 3 !== 0);
  const inOkta = seen.filter(
    ({ person }) => person.habit !== "guest" && (person.number % 3 === 0 || person.number % 4 === 0),
  );
  const graph = {
    "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users",
    value: inEntra.map((member) => graphUser(1, member)),
  };
  return {
    tenantId: TenantId.parse("northwind"),
    title: "Northwind Industries · Okta and Entra ID",
    objects: [
      object("northwind", "okta/users/page-1.json", inOkta.map(oktaUser), snapshotAt),
      object("northwind", "entra/users/page-1.json", graph, snapshotAt),
    ],
  };
}

function halden(nowMs: number): SampleTenant {
  const members = membersOf(2, 380, OFFICE, "halden.example", nowMs);
  const asOf = new Date(nowMs).toISOString();
  const users = members.map((member) => trustxUser(2, member));
  return {
    tenantId: TenantId.parse("halden"),
    title: "Halden Bank · TrustX profiles with full activity",
    objects: [object("halden", "users/all.json", { tenant: "halden", as_of: asOf, users }, asOf)],
  };
}

function brightleaf(nowMs: number): SampleTenant {
  const members = membersOf(3, 120, YOUNG, "brightleaf.example", nowMs);
  const snapshotAt = new Date(nowMs).toISOString();
  const google = { kind: "admin#directory#users", users: members.slice(0, 100).map(googleUser) };
  const directory = members.filter(({ person }) => person.number >= 90 || person.privileged);
  const scim = {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
    totalResults: directory.length,
    startIndex: 1,
    itemsPerPage: directory.length,
    Resources: directory.map((member) => scimUser(3, member)),
  };
  return {
    tenantId: TenantId.parse("brightleaf"),
    title: "Brightleaf · Google Workspace and a SCIM directory",
    objects: [
      object("brightleaf", "google/users/page-1.json", google, snapshotAt),
      object("brightleaf", "scim/users/page-1.json", scim, snapshotAt),
    ],
  };
}
