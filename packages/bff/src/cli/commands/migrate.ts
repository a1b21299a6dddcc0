import { TenantId } from "@dormant-users/shared-types";
import { z } from "zod";
import { type CommonOptions, type DatabaseCommand, writeJson } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { parseWith } from "../options.ts";

interface MigrateOptions extends CommonOptions {
  readonly tenant?: TenantId;
  readonly to?: number;
  readonly dryRun?: boolean;
}

const Version = z
  .string()
  .regex(/^\d{1,4}$/, "must be a migration's number; 0 undoes all")
  .transform(Number);

export const migrate: DatabaseCommand = {
  name: "migrate",
  needs: "database",
  summary: "bring every tenant's tables to the newest version, or to one named",
  options: [
    { syntax: "--tenant <id>", description: "this tenant alone (default: all)", parse: parseWith(TenantId) },
    { syntax: "--to <version>", description: "go up or back down to this version", parse: parseWith(Version) },
    { syntax: "--dry-run", description: "print what would run, touch nothing" },
  ],
  help: "A tenant that fails is reported and the others go on; the exit code is then 1. See docs/migrations-runbook.md.",
  async run({ database }, io, options: MigrateOptions) {
    if (!options.dryRun) await database.admin.preparePlatform();
    const report = await database.admin.migrate({
      ...(options.tenant !== undefined && { tenants: [options.tenant] }),
      ...(options.to !== undefined && { target: options.to }),
      dryRun: options.dryRun ?? false,
      onTenant: (result) => {
        const steps = result.steps.map(({ direction, version, name }) => `${direction} V${version} ${name}`).join(", ");
        const outcome = result.error === undefined ? steps || "nothing to do" : `failed: ${messageOf(result.error)}`;
        void io.stderr(`${result.tenantId}: ${options.dryRun ? "would run " : ""}${outcome}\n`);
        if (options.dryRun && !options.json) void io.stdout(result.steps.map((step) => `${step.sql}\n`).join(""));
      },
    });
    if (options.json) {
      await writeJson(io, {
        target: report.target,
        dry_run: options.dryRun ?? false,
        failed: report.failed,
        tenants: report.tenants.map(({ tenantId, steps, error }) => ({
          tenant: tenantId,
          steps: steps.map(({ direction, version, name }) => ({ direction, version, name })),
          error: error === undefined ? null : messageOf(error),
        })),
      });
    }
    return report.failed > 0 ? EXIT.failed : EXIT.ok;
  },
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
