import { createServices } from "../../composition/create-services.ts";
import type { Config } from "../../config/config.ts";
import { type Database, DirectoryOwnedError } from "../../db/index.ts";
import type { CommandIo } from "../command.ts";
import type { Finding } from "./finding.ts";

/** Whether the database answers, has pgvector, and its tenants' tables are of this version. */
export async function databaseFindings(config: Config, io: CommandIo): Promise<Finding[]> {
  const place = config.databaseUrl === undefined ? `embedded in ${config.dataDir}` : "PostgreSQL at DATABASE_URL";
  try {
    const services = await createServices(config, {});
    try {
      const { ok, latencyMs, error } = await services.database.health();
      if (!ok) return [{ check: "database", status: "failed", detail: `${place}: ${reachable(error)}` }];
      const known = (await services.database.admin.listMigrations()).length;
      const tenants = await services.database.admin.listTenants();
      const behind = tenants.filter((tenant) => tenant.version < known).map((tenant) => tenant.tenantId);
      return [
        { check: "database", status: "ok", detail: `${place}, answered in ${latencyMs.toFixed(1)} ms` },
        await extensionFinding(services.database),
        behind.length === 0
          ? { check: "tenants", status: "ok", detail: `${tenants.length}, all at version ${known}` }
          : {
              check: "tenants",
              status: "failed",
              detail: `behind version ${known}: ${behind.join(", ")}; run dormant migrate`,
            },
      ];
    } finally {
      await services.close();
    }
  } catch (error) {
    if (error instanceof DirectoryOwnedError) {
      return [{ check: "database", status: "ok", detail: `${place}; another process serves it` }];
    }
    if (io.signal.aborted) throw error;
    return [{ check: "database", status: "failed", detail: `${place}: ${reachable(error)}` }];
  }
}

async function extensionFinding({ admin }: Database): Promise<Finding> {
  const version = await admin.findVectorVersion();
  return version === undefined
    ? { check: "extension", status: "failed", detail: "pgvector is missing; run dormant migrate as an administrator" }
    : { check: "extension", status: "ok", detail: `pgvector ${version}` };
}

const reachable = (error: unknown): string =>
  `${error instanceof Error ? error.message : String(error)}; check DATABASE_URL and that the server runs`;
