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

export interface SampleMoment {
  /** The present: lives end here. */
  readonly nowMs: number;
  /** When the objects were written. Default: the present. */
  readonly snapshotMs?: number;
  /** The tenants' ids. Default: their names. */
  readonly idOf?: (name: string) => string;
}

interface Moment {
  readonly nowMs: number;
  readonly snapshotMs: number;
  readonly tenantId: TenantId;
}

/**
 * Three tenants that live on different integrations, seeded: the same people every day, with dates relative to `nowMs`.
 * Northwind has Okta and Entra with people in both and a SCIM directory of its administrators, Halden has TrustX profiles with their whole activity, and Brightleaf
 * has Google beside a SCIM directory that knows no activity. An earlier snapshot shows them as they were then.
 */
export function sampleTenants({ nowMs, snapshotMs = nowMs, idOf = (name) => name }: SampleMoment): SampleTenant[] {
  const make = { northwind, halden, brightleaf };
  return Object.entries(make).map(([name, tenant]) =>
    tenant({ nowMs, snapshotMs, tenantId: TenantId.parse(idOf(name)) }),
  );
}

const DAY_MS = 86_400_000;

/** Who was there at the snapshot, as far as they had lived by then. */
function membersOf(
  seed: number,
  count: number,
  mix: HabitMix,
  domain: string,
  { nowMs, snapshotMs }: Moment,
): Member[] {
  const random = seededRandom(seed);
  return makePeople(random, count, mix)
    .map((person) => ({
      person: { ...person, disabled: person.disabled && disabledSince(person.number, nowMs) <= snapshotMs },
      life: live(random, person, nowMs),
      email: `${person.login}@${person.habit === "guest" ? "partner.example" : domain}`,
    }))
    .filter(({ life }) => life.startMs <= snapshotMs)
    .map(({ life, ...member }) => ({
      ...member,
      life: { ...life, visitsMs: life.visitsMs.filter((visit) => visit <= snapshotMs) },
    }));
}

/** Accounts were disabled one by one over the last eighty days. */
function disabledSince(number: number, nowMs: number): number {
  return nowMs - (5 + ((number * 37) % 75)) * DAY_MS;
}

function object(tenantId: TenantId, path: string, body: unknown, snapshotAt: string): SampleObject {
  return { key: `tenant_${tenantId}/${path}`, body: JSON.stringify(body), snapshotAt };
}

function scimPage(tenantNumber: number, members: readonly Member[]) {
  return {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
    totalResults: members.length,
    startIndex: 1,
    itemsPerPage: members.length,
    Resources: members.map((member) => scimUser(tenantNumber, member)),
  };
}

const isAdministrator = ({ person }: Member): boolean => person.privileged && person.habit !== "guest";

function northwind(moment: Moment): SampleTenant {
  // Written two hours before it is found.
  const snapshotMs = moment.snapshotMs - 2 * 3_600_000;
  const seen = membersOf(1, 640, OFFICE, "northwind.example", { ...moment, snapshotMs });
  const snapshotAt = new Date(snapshotMs).toISOString();
  const { tenantId } = moment;
  const inEntra = seen.filter(({ person }) => person.habit === "guest" || person.number % 3 !== 0);
  const inOkta = seen.filter(
    ({ person }) => person.habit !== "guest" && (person.number % 3 === 0 || person.number % 4 === 0),
  );
  const graph = {
    "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users",
    value: inEntra.map((member) => graphUser(1, member)),
  };
  return {
    tenantId,
    title: "Northwind Industries · Okta and Entra ID",
    objects: [
      object(tenantId, "okta/users/page-1.json", inOkta.map(oktaUser), snapshotAt),
      object(tenantId, "entra/users/page-1.json", graph, snapshotAt),
      object(tenantId, "scim/users/page-1.json", scimPage(1, seen.filter(isAdministrator)), snapshotAt),
    ],
  };
}

function halden(moment: Moment): SampleTenant {
  const { tenantId } = moment;
  const members = membersOf(2, 380, OFFICE, "halden.example", moment);
  const asOf = new Date(moment.snapshotMs).toISOString();
  const users = members.map((member) => trustxUser(2, member));
  return {
    tenantId,
    title: "Halden Bank · TrustX profiles with full activity",
    objects: [object(tenantId, "users/all.json", { tenant: tenantId, as_of: asOf, users }, asOf)],
  };
}

function brightleaf(moment: Moment): SampleTenant {
  const { tenantId } = moment;
  const members = membersOf(3, 120, YOUNG, "brightleaf.example", moment);
  const snapshotAt = new Date(moment.snapshotMs).toISOString();
  const google = {
    kind: "admin#directory#users",
    users: members.filter(({ person }) => person.number < 100).map(googleUser),
  };
  const directory = members.filter(({ person }) => person.number >= 90 || person.privileged);
  return {
    tenantId,
    title: "Brightleaf · Google Workspace and a SCIM directory",
    objects: [
      object(tenantId, "google/users/page-1.json", google, snapshotAt),
      object(tenantId, "scim/users/page-1.json", scimPage(3, directory), snapshotAt),
    ],
  };
}
