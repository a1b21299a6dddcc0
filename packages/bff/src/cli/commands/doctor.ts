import { chooseModels } from "../../composition/choose-models.ts";
import { createServices } from "../../composition/create-services.ts";
import type { Config } from "../../config/config.ts";
import { DirectoryOwnedError } from "../../db/index.ts";
import { type CommandIo, type CommonOptions, type LocalCommand, writeJson } from "../command.ts";
import { EXIT } from "../exit-codes.ts";

interface Finding {
  readonly check: string;
  readonly status: "ok" | "warning" | "failed";
  readonly detail: string;
}

const MARKS = { ok: "ok     ", warning: "warning", failed: "FAILED " } as const;

export const doctor: LocalCommand = {
  name: "doctor",
  needs: "config",
  summary: "check that everything the product needs is there, and say what to do where it is not",
  async run({ config }, io, options: CommonOptions) {
    const findings = [
      nodeFinding(),
      authFinding(config),
      ...(await databaseFindings(config, io)),
      ...(await modelFindings(config)),
    ];
    if (options.json) await writeJson(io, { ok: findings.every((one) => one.status !== "failed"), checks: findings });
    else
      for (const { check, status, detail } of findings)
        await io.stdout(`${MARKS[status]}  ${check.padEnd(12)} ${detail}\n`);
    return findings.some((one) => one.status === "failed") ? EXIT.failed : EXIT.ok;
  },
};

function nodeFinding(): Finding {
  const major = Number(process.versions.node.split(".")[0]);
  return major >= 24
    ? { check: "node", status: "ok", detail: process.version }
    : {
        check: "node",
        status: "failed",
        detail: `${process.version}; run it as npm run -s dormant, which brings Node 24`,
      };
}

function authFinding({ mode, jwt }: Config): Finding {
  return jwt.issuer === undefined
    ? {
        check: "tokens",
        status: "warning",
        detail: `development issuer (${mode}); set DORMANT_JWT_ISSUER for real tokens`,
      }
    : { check: "tokens", status: "ok", detail: `issuer ${jwt.issuer.issuer}, keys from ${jwt.issuer.jwksUrl}` };
}

async function modelFindings(config: Config): Promise<Finding[]> {
  const models = chooseModels(config);
  try {
    const probed = await models.probeModels();
    if (probed.length === 0)
      return [{ check: "models", status: "ok", detail: "local embedder, rules; no model is called" }];
    return probed.map(({ modelId, status, latencyMs, whatToDo }) => ({
      check: "models",
      status: status === "ok" ? (whatToDo === undefined ? "ok" : "warning") : "failed",
      detail: `${modelId}: ${status === "ok" ? `answered in ${latencyMs.toFixed(0)} ms` : status}${whatToDo === undefined ? "" : `; ${whatToDo}`}`,
    }));
  } finally {
    models.closeModels();
  }
}

async function databaseFindings(config: Config, io: CommandIo): Promise<Finding[]> {
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

const reachable = (error: unknown): string =>
  `${error instanceof Error ? error.message : String(error)}; check DATABASE_URL and that the server runs`;
