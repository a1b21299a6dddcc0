import type { TenantId } from "@dormant-users/shared-types";
import type { Logger } from "../logger.ts";

/** The shared cache is given up for a while: answers are worked out each time. */
export function cacheUnusable(logger: Logger, message: string): void {
  logger.measured("warn", "cache_unusable", { message }, { "cache.unusable": 1 });
}

/** Decisions stand and wait in the outbox: the bus did not take them. */
export function decisionsUnpublished(logger: Logger, tenant: TenantId, error: unknown): void {
  logger.measured("warn", "events_not_published", { tenant, error }, { "decisions.unpublished": 1 });
}

/** Neighbours are searched without an index: slower, not wrong. */
export function indexNotBuilt(logger: Logger, tenant: TenantId, error: unknown): void {
  logger.warn("index_not_built", { tenant, error });
}

interface CheckedMigrations {
  readonly action: string;
  readonly target: number;
  readonly tenants: number;
  /** Tenants whose tables are behind the target after this. */
  readonly pending: number;
  readonly failed: number;
}

/** Migrations were looked at, run or undone. */
export function migrationsChecked(logger: Logger, { pending, failed, ...about }: CheckedMigrations): void {
  const measures = { "migrations.pending": pending, "migrations.failed": failed };
  logger.measured(failed > 0 ? "error" : "info", "migrations_checked", about, measures);
}
