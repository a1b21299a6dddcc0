import type { TenantId } from "@dormant-users/shared-types";
import type { Database, Tenant } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { migrationsChecked } from "../../observability/events/platform-trouble.ts";
import type { Logger } from "../../observability/logger.ts";
import type { MigrationRequest } from "./migration-request.ts";

export interface MigrationServices {
  readonly admin: Database["admin"];
  readonly logger: Logger;
  /** Whether the time is nearly up: no further tenant is begun then. */
  readonly mustStop?: () => boolean;
}

export interface TenantReport {
  readonly tenant: TenantId;
  /** Where it stood before. */
  readonly version: number;
  readonly steps: readonly { readonly direction: "up" | "undo"; readonly version: number; readonly name: string }[];
  readonly error: string | null;
}

export interface MigrationReport {
  readonly action: MigrationRequest["action"];
  readonly target: number;
  readonly tenants: number;
  /** Tenants that are not at the target after this. */
  readonly pending: number;
  readonly failed: number;
  /** Not begun because time was nearly up: the same request goes on with them. */
  readonly unfinished: number;
  /** Those with steps, an error, or work to do; the others stand at the target. */
  readonly report: readonly TenantReport[];
}

/**
 * Looks at the tenants' versions (`status`), says what would run (`plan`), or runs it, one tenant after the other; one that
 * fails is reported and the others go on. `apply` only goes up and `undo` only down, whatever a tenant's version is.
 *
 * @throws {DomainError} `not_found` for a tenant that is not there
 */
export async function runMigrations(services: MigrationServices, request: MigrationRequest): Promise<MigrationReport> {
  const { admin, logger, mustStop = () => false } = services;
  const { action } = request;
  if (action === "apply") await admin.preparePlatform();
  const target = request.to ?? (await admin.listMigrations()).length;
  const chosen = choose(await admin.listTenants(), request.tenants);
  const isDue = ({ version }: Tenant) => (action === "undo" ? version > target : version < target);
  const due = chosen.filter(isDue);
  const report: TenantReport[] = [];
  for (const tenant of due) {
    if (mustStop()) break;
    report.push(action === "status" ? standing(tenant) : await migrateOne(admin, tenant, target, action === "plan"));
  }
  const changes = action === "apply" || action === "undo";
  const failed = report.filter(({ error }) => error !== null).length;
  const done = changes ? report.length - failed : 0;
  const result = { action, target, tenants: chosen.length, pending: due.length - done, failed };
  migrationsChecked(logger, result);
  return { ...result, unfinished: due.length - report.length, report };
}

function choose(known: readonly Tenant[], wanted: readonly TenantId[] | undefined): readonly Tenant[] {
  if (wanted === undefined) return known;
  const missing = wanted.filter((id) => !known.some(({ tenantId }) => tenantId === id));
  if (missing.length > 0) throw new DomainError("not_found", `There is no tenant ${missing.join(", ")}.`);
  return known.filter(({ tenantId }) => wanted.includes(tenantId));
}

function standing({ tenantId, version }: Tenant): TenantReport {
  return { tenant: tenantId, version, steps: [], error: null };
}

async function migrateOne(
  admin: Database["admin"],
  tenant: Tenant,
  target: number,
  dryRun: boolean,
): Promise<TenantReport> {
  const { tenants } = await admin.migrate({ tenants: [tenant.tenantId], target, dryRun });
  const { steps = [], error } = tenants[0] ?? {};
  return {
    ...standing(tenant),
    steps: steps.map(({ direction, version, name }) => ({ direction, version, name })),
    error: error === undefined ? null : error instanceof Error ? error.message : String(error),
  };
}
