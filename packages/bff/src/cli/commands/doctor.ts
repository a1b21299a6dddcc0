import type { Config } from "../../config/config.ts";
import { type CommonOptions, type LocalCommand, writeJson } from "../command.ts";
import { databaseFindings } from "../doctor/database-findings.ts";
import type { Finding } from "../doctor/finding.ts";
import { modelFindings } from "../doctor/model-findings.ts";
import { outsideFindings } from "../doctor/outside-findings.ts";
import { EXIT } from "../exit-codes.ts";

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
      ...(await outsideFindings(config)),
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
