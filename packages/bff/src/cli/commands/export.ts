import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  type AccountType,
  DecisionFilter,
  type DormancyState,
  RiskLevel,
  type TenantId,
} from "@dormant-users/shared-types";
import { z } from "zod";
import { exportUsers } from "../../features/export/index.ts";
import { type CommonOptions, type DatabaseCommand, writeJson } from "../command.ts";
import { CommandError, EXIT } from "../exit-codes.ts";
import { accountTypeOption, asOfOption, inactiveDaysOption, parseWith, stateOption, tenantOption } from "../options.ts";

interface ExportOptions extends CommonOptions {
  readonly tenant: TenantId;
  readonly format?: "csv" | "jsonl";
  readonly output?: string;
  readonly inactiveDays?: number;
  readonly asOf?: string;
  readonly state?: readonly (DormancyState | "all")[];
  readonly accountType?: readonly (AccountType | "all")[];
  readonly riskLevel?: readonly RiskLevel[];
  readonly decision?: DecisionFilter;
}

const riskLevels = z
  .string()
  .transform((text) => text.split(",").map((word) => word.trim()))
  .pipe(z.array(z.enum(RiskLevel.options, `must be among ${RiskLevel.options.join(", ")}`)).min(1));

export const exportCommand: DatabaseCommand = {
  name: "export",
  needs: "database",
  summary: "write the dormant users of a tenant as CSV or JSON lines",
  options: [
    tenantOption,
    { syntax: "--format <format>", description: "csv (default) or jsonl", parse: parseWith(z.enum(["csv", "jsonl"])) },
    { syntax: "--output <file>", description: "file to write; without it stdout" },
    inactiveDaysOption,
    asOfOption,
    stateOption,
    accountTypeOption,
    {
      syntax: "--risk-level <levels>",
      description: "of these risks, separated by commas",
      parse: parseWith(riskLevels),
    },
    {
      syntax: "--decision <which>",
      description: "open, decided, or a kind of decision",
      parse: parseWith(DecisionFilter),
    },
  ],
  async run({ database, now }, io, options: ExportOptions) {
    const { tenant, format = "csv", output, json } = options;
    if (json && output === undefined)
      throw new CommandError("--json needs --output: stdout has room for one", EXIT.usage);
    let users = 0;
    const chunks = await exportUsers(database, {
      tenant,
      list: {
        inactiveDays: options.inactiveDays,
        asOf: options.asOf,
        states: options.state,
        accountTypes: options.accountType,
        filter: { riskLevels: options.riskLevel, decision: options.decision },
      },
      format,
      actor: "command line",
      requestId: undefined,
      nowMs: now(),
      onPage: (rows) => {
        users += rows;
        if (output !== undefined) void io.stderr(`${users} users\n`);
      },
    });
    if (output === undefined) {
      for await (const chunk of chunks) {
        io.signal.throwIfAborted();
        await io.stdout(chunk);
      }
      return EXIT.ok;
    }
    const file = resolve(io.cwd, output);
    try {
      await pipeline(Readable.from(chunks), createWriteStream(file), { signal: io.signal });
    } catch (error) {
      // Half a list must not be taken for one.
      await rm(file, { force: true });
      throw error;
    }
    if (json) await writeJson(io, { tenant, format, users, file });
    else await io.stdout(`${users} users in ${file}\n`);
    return EXIT.ok;
  },
};
