import { type TenantId, TenantId as TenantIdSchema } from "@dormant-users/shared-types";
import { applyRetention } from "../../features/retention/index.ts";
import { type CommonOptions, type DatabaseCommand, writeJson } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { parseWith } from "../options.ts";

interface RetentionOptions extends CommonOptions {
  readonly tenant?: TenantId;
  readonly dryRun?: boolean;
}

export const retention: DatabaseCommand = {
  name: "retention",
  needs: "database",
  summary: "delete what the tenants' settings no longer keep",
  options: [
    { syntax: "--tenant <id>", description: "this tenant alone", parse: parseWith(TenantIdSchema) },
    { syntax: "--dry-run", description: "count, delete nothing" },
  ],
  async run({ database, now }, io, { tenant, dryRun, json }: RetentionOptions) {
    const tenants = tenant === undefined ? await database.listTenantIds() : [tenant];
    const results: { tenant: TenantId; rows: Readonly<Record<string, number>> }[] = [];
    for (const id of tenants) {
      io.signal.throwIfAborted();
      const rows = await applyRetention(database, id, { actor: "command line", nowMs: now(), dryRun });
      results.push({ tenant: id, rows });
      if (json) continue;
      const old = Object.entries(rows).filter(([, count]) => count > 0);
      const told = old.length === 0 ? "nothing" : old.map(([table, count]) => `${table} ${count}`).join(", ");
      await io.stdout(`${id}: ${dryRun ? "would delete" : "deleted"} ${told}\n`);
    }
    if (json) await writeJson(io, { dry_run: dryRun ?? false, tenants: results });
    return EXIT.ok;
  },
};
