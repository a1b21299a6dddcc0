import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TenantId, UserId } from "@dormant-users/shared-types";
import { createServices } from "../../src/composition/create-services.ts";
import type { Services } from "../../src/composition/services.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import type { Database } from "../../src/db/index.ts";
import { listJudgedUsers } from "../../src/features/detection/index.ts";
import { ingestObjects } from "../../src/features/ingestion/index.ts";
import { createLogger } from "../../src/observability/logger.ts";

export const AS_OF = "2026-11-20T00:00:00.000Z";
const DAY_MS = 86_400_000;

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly quietDays: number;
  readonly department?: string;
  readonly privileged?: boolean;
}

/** Somebody whose name is in no dictionary, quiet for so many days. */
export function person(number: number, quietDays: number, rest: Partial<Person> = {}): Person {
  const name = `Xylo${number} Quenzibar${number}`;
  return { id: `ZQ-${100_000 + number}`, name, email: `xylo${number}@wubbleton.example`, quietDays, ...rest };
}

/** A TrustX file that says when each was active: some days in a row, then silence. */
export function tenantFile(tenantId: TenantId, people: readonly Person[], asOf = AS_OF): string {
  const at = (days: number): string => new Date(Date.parse(asOf) - days * DAY_MS).toISOString();
  return JSON.stringify({
    tenant: tenantId,
    as_of: asOf,
    users: people.map(({ id, name, email, quietDays, department = "Finance", privileged = false }) => ({
      id,
      display_name: name,
      email,
      department,
      title: `${name}'s deputy`,
      privileged,
      created_at: at(900),
      last_active_at: at(quietDays),
      event_count: 12,
      events: Array.from({ length: 12 }, (_, index) => ({ at: at(quietDays + 7 * index) })),
    })),
  });
}

/** Holds the development issuer's key alone, the same for every test: a folder for each would stay behind. */
const DATA_DIR = join(tmpdir(), "dormant-users-tests");

/** The product's services over a test's database, as the environment configures them; logs go nowhere. */
export async function openServices(
  database: Database,
  environment: Record<string, string> = {},
  overrides: Partial<Services> = {},
): Promise<Services> {
  const logger = createLogger({ level: "silent" });
  return createServices(loadConfig({ dataDir: DATA_DIR }, environment), { database, logger, ...overrides });
}

/** Takes people into a tenant, by the product's own way in. */
export async function ingestPeople(
  services: Services,
  tenantId: TenantId,
  people: readonly Person[],
  asOf = AS_OF,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "people-"));
  try {
    const file = join(folder, "people.json");
    await writeFile(file, tenantFile(tenantId, people, asOf));
    const { store, objects } = await services.openObjects(file);
    const request = {
      tenantId,
      store,
      objects: objects(),
      actor: "test",
      accept: true,
      erasureKeys: services.erasureKeys,
      nowMs: Date.now(),
    };
    const result = await ingestObjects(services.database, request);
    if (result.users !== people.length) throw new Error(`took in ${result.users} of ${people.length}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export async function dormantUsers(database: Database, tenantId: TenantId): Promise<UserId[]> {
  const users = await database.withTenant(tenantId, (tx) =>
    listJudgedUsers(tx, { states: ["dormant", "never_active"] }),
  );
  return users.map(({ userId }) => userId);
}
