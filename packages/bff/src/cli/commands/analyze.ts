import { type TenantId, UserId } from "@dormant-users/shared-types";
import { z } from "zod";
import { type AnalysisRun, executeRun, startRun } from "../../features/runs/index.ts";
import { type CommandIo, type CommonOptions, type DatabaseCommand, writeJson } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { parseWith, tenantOption } from "../options.ts";

interface AnalyzeOptions extends CommonOptions {
  readonly tenant: TenantId;
  readonly user?: readonly UserId[];
  readonly limit?: number;
  readonly force?: boolean;
}

const Users = z
  .string()
  .transform((text) => text.split(",").map((id) => id.trim().toLowerCase()))
  .pipe(z.array(UserId).min(1));
const Limit = z
  .string()
  .regex(/^[1-9]\d{0,6}$/, "must be a whole number from 1")
  .transform(Number);
const PROGRESS_MS = 1_000;

export const analyze: DatabaseCommand = {
  name: "analyze",
  needs: "database",
  summary: "analyse a tenant's dormant users: risk, reason, next step",
  options: [
    tenantOption,
    {
      syntax: "--user <ids...>",
      description: "these users alone, separated by blanks or commas",
      parse: parseWith(Users),
    },
    { syntax: "--limit <n>", description: "at most so many, the longest quiet first", parse: parseWith(Limit) },
    { syntax: "--force", description: "analyse those too of whom nothing changed" },
  ],
  help: `Embeds what is missing first. Joins the tenant's active run; an interrupted one is taken up where it was.
Exit code 1: users were lost, or the run failed or was cancelled.`,
  async run(services, io, options: AnalyzeOptions) {
    const { tenant, user: userIds, limit, force } = options;
    const { run, joined } = await startRun(services.database, tenant, {
      userIds,
      limit,
      force,
      requestedBy: "command line",
    });
    if (joined) await io.stderr(`joining run ${run.id}, requested ${run.requestedAt} by ${run.requestedBy}\n`);
    const ended = await executeRun(services, tenant, run.id, { signal: io.signal, onProgress: progressOn(io) });
    if (options.json) await writeJson(io, toJson(tenant, ended));
    else await io.stdout(`${describe(ended)}\n`);
    return ended.status === "succeeded" ? EXIT.ok : EXIT.failed;
  },
};

function progressOn(io: CommandIo): (run: AnalysisRun) => void {
  let toldAt = performance.now();
  return ({ dormant, analysed, unchanged, failed }) => {
    if (performance.now() - toldAt < PROGRESS_MS) return;
    toldAt = performance.now();
    void io.stderr(`${analysed + unchanged + failed} of ${dormant} users\n`);
  };
}

const toJson = (tenant: TenantId, run: AnalysisRun) => ({
  tenant,
  run_id: run.id,
  status: run.status,
  dormant: run.dormant,
  analysed: run.analysed,
  unchanged: run.unchanged,
  failed: run.failed,
  by_source: { model: run.byModel, rules: run.byRules },
  model_calls: run.modelCalls,
  embedding_calls: run.embeddingCalls,
  dropped_claims: run.droppedClaims,
  tokens: { input: run.inputTokens, output: run.outputTokens, embedding: run.embeddingTokens },
  cost_usd: run.costUsd,
});

function describe(run: AnalysisRun): string {
  const counts = `${run.dormant} dormant: ${run.analysed} analysed (${run.byModel} by the model, ${run.byRules} by the rules), ${run.unchanged} unchanged, ${run.failed} failed`;
  const cost = `${run.modelCalls} model calls, ${run.embeddingCalls} embedding calls, $${run.costUsd.toFixed(4)}`;
  return [`run ${run.id} ${run.status}`, counts, cost, ...(run.outcome === null ? [] : [run.outcome])].join("\n");
}
