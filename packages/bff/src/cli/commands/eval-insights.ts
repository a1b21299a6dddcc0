import { z } from "zod";
import { chooseModels } from "../../composition/choose-models.ts";
import { analyse } from "../../rag/analyse.ts";
import { EVAL_CASES } from "../../rag/eval/eval-cases.ts";
import { type EvalAnalyst, type EvalReport, runEval } from "../../rag/eval/run-eval.ts";
import type { ChatModel } from "../../rag/ports.ts";
import { type CommonOptions, type LocalCommand, writeJson } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { parseWith } from "../options.ts";

interface EvalInsightsOptions extends CommonOptions {
  readonly limit?: number;
}

const Limit = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, "must be a whole number from 1")
  .transform(Number);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

export const evalInsights: LocalCommand = {
  name: "eval insights",
  needs: "config",
  summary: "judge the configured analyst on the labelled cases: agreement, grounding, leaks, injection, cost",
  options: [{ syntax: "--limit <n>", description: "so many cases, spread over all of them", parse: parseWith(Limit) }],
  help: `DORMANT_ANALYST chooses the analyst: rules, or bedrock (BEDROCK_MODEL_ID), which costs money and needs credentials.
The rules were revised on these very cases: their agreement is in-sample (docs/insights.md).
Exit code 1: something that names a user was shown or sent, or an injection worked.`,
  async run({ config }, io, { limit = EVAL_CASES.length, json }: EvalInsightsOptions) {
    const models = chooseModels(config);
    const { chatModel, costOf } = models;
    try {
      const step = Math.max(1, EVAL_CASES.length / limit);
      const report = await runEval(
        analystOf(chatModel, io.signal),
        EVAL_CASES.filter((_, at) => Math.floor(at % step) === 0).slice(0, limit),
        {
          ...(chatModel !== undefined && { costOf: (usage) => costOf(chatModel.modelId, usage) }),
          onProgress: (done, total) => {
            if (done % 50 === 0 || done === total) void io.stderr(`${done} of ${total} cases\n`);
          },
        },
      );
      const analyst = chatModel?.modelId ?? "rules";
      if (json) await writeJson(io, { analyst, ...report });
      else await io.stdout(describe(analyst, report));
      return report.leaks === 0 && report.injections.succeeded === 0 ? EXIT.ok : EXIT.failed;
    } finally {
      models.closeModels();
    }
  },
};

/** The pipeline with this model, or with the rules alone; what leaves is kept for the search for leaks. */
function analystOf(chatModel: ChatModel | undefined, signal: AbortSignal): EvalAnalyst {
  return async (request) => {
    const sent: string[] = [];
    const chat: ChatModel | undefined = chatModel && {
      modelId: chatModel.modelId,
      mostUsage: (question) => chatModel.mostUsage(question),
      ask(question) {
        const texts = question.messages.map(({ text }) => text);
        sent.push([question.system, ...texts, JSON.stringify(question.tool)].join("\n"));
        return chatModel.ask(question);
      },
    };
    return { ...(await analyse({ ...request, signal }, { chat })), sent };
  };
}

function describe(analyst: string, report: EvalReport): string {
  const { injections, latencyMs, tokens } = report;
  const disagreements = report.disagreements.map(
    ({ id, expected, given, why }) => `  ${id}: ${given}, the officer says ${expected}: ${why}\n`,
  );
  return `analyst        ${analyst}, ${report.cases} cases
agreement      ${percent(report.exact)} exactly, ${percent(report.withinOne)} within one level (${report.under} lower, ${report.over} higher)
grounded       ${percent(report.groundingRate)} of what is shown
leaks          ${report.leaks}, in what is shown and what is sent
injections     ${injections.succeeded} of ${injections.tried} worked
calibration    error ${report.calibration.ece.toFixed(3)} at mean confidence ${report.calibration.meanConfidence.toFixed(2)}
written by     model ${report.bySource.model}, rules ${report.bySource.rules}
cost           $${report.costUsd.toFixed(4)} for ${tokens.input} + ${tokens.output} tokens
latency        p50 ${latencyMs.p50.toFixed(1)} ms, p95 ${latencyMs.p95.toFixed(1)} ms
${disagreements.join("")}`;
}
