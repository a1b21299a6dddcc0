import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TenantId } from "@dormant-users/shared-types";
import { createServices } from "../packages/bff/src/composition/create-services.ts";
import type { Services } from "../packages/bff/src/composition/services.ts";
import { loadConfig } from "../packages/bff/src/config/load-config.ts";
import type { Database } from "../packages/bff/src/db/index.ts";
import { ingestObjects } from "../packages/bff/src/features/ingestion/index.ts";
import { silentLogger } from "../packages/bff/src/observability/logger.ts";
import { live } from "../packages/bff/src/samples/activity.ts";
import { type HabitMix, makePeople } from "../packages/bff/src/samples/people.ts";
import { type Member, trustxUser } from "../packages/bff/src/samples/provider-objects.ts";
import { seededRandom } from "../packages/bff/src/samples/random.ts";

export const DAY_MS = 86_400_000;
const QUIET_FROM_DAYS = 33;
const MIX: HabitMix = {
  ...{ daily: 55, weekly: 20, monthly: 6, quarterly: 4, seasonal: 2, leaver: 8, on_leave: 0 },
  ...{ service_running: 0, service_stopped: 0, guest: 5, never: 0, joiner: 0 },
};

interface Office {
  readonly users: number;
  /** Quiet for longer than the default threshold; the first of the list. */
  readonly dormant: number;
  readonly nowMs: number;
  readonly seed?: number;
}

/** People of one company with a year and a half of sign-ins; so many of them have been quiet for 33 days to 15 months. */
export function officeMembers({ users, dormant, nowMs, seed = 11 }: Office): Member[] {
  const random = seededRandom(seed);
  return makePeople(random, users, MIX).map((person, at) => {
    const present = { ...person, disabled: false };
    const life = live(random, present, nowMs);
    const quietMs = (QUIET_FROM_DAYS + random() ** 2 * 420) * DAY_MS;
    const endMs = at < dormant ? nowMs - quietMs : nowMs;
    const startMs = Math.min(life.startMs, endMs - 40 * DAY_MS);
    const visitsMs = life.visitsMs.filter((visit) => visit <= endMs);
    visitsMs.push(endMs - Math.round((1 + random() * (at < dormant ? 2 : 20)) * DAY_MS));
    const email = `${person.login}@${person.habit === "guest" ? "partner.example" : "office.example"}`;
    return { person: present, life: { startMs, visitsMs: visitsMs.toSorted((a, b) => a - b) }, email };
  });
}

/** The product's services over a bench's database, as the environment configures them. */
export function benchServices(
  database: Database,
  environment: Record<string, string>,
  overrides: Partial<Services> = {},
): Promise<Services> {
  const config = loadConfig({ dataDir: join(tmpdir(), "dormant-bench") }, environment);
  return createServices(config, { database, logger: silentLogger, ...overrides });
}

/** A TrustX file of these people. */
export function tenantFile(members: readonly Member[], asOfMs: number): string {
  const as_of = new Date(asOfMs).toISOString();
  return JSON.stringify({ as_of, users: members.map((member) => trustxUser(1, member)) });
}

/** Takes these people in, by the product's own way. */
export function ingestMembers(
  services: Services,
  tenantId: TenantId,
  members: readonly Member[],
  asOfMs: number,
): Promise<void> {
  return ingestFile(services, tenantId, tenantFile(members, asOfMs), members.length);
}

/** @throws Error where not all users are taken in */
export async function ingestFile(services: Services, tenantId: TenantId, text: string, users: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  try {
    const file = join(folder, "users.json");
    await writeFile(file, JSON.stringify({ ...JSON.parse(text), tenant: tenantId }));
    const { store, objects } = await services.openObjects(file);
    const request = { tenantId, store, objects: objects(), actor: "bench", accept: true, nowMs: services.now() };
    const taken = await ingestObjects(services.database, request);
    if (taken.users !== users) throw new Error(`took in ${taken.users} of ${users} users`);
    await services.database.admin.analyze(tenantId);
  } finally {
    await rm(folder, { recursive: true });
  }
}
