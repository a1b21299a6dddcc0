import { chooseModels } from "../../composition/choose-models.ts";
import { analyse } from "../../rag/analyse.ts";
import { EVAL_CASES } from "../../rag/eval/eval-cases.ts";
import { runEval } from "../../rag/eval/run-eval.ts";
import { type CommonOptions, type LocalCommand, writeJson } from "../command.ts";
import { EXIT } from "../exit-codes.ts";

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

export const evalInsights: LocalCommand = {
  name: "eval insights",
  needs: "config",
  summary: "judge the configured analyst on the labelled cases: agreement, grounding, leaks, injection, cost",
  help: `DORMANT_ANALYST chooses the analyst: rules, or bedrock (BEDROCK_MODEL_ID), which costs money and needs credentials.
The rules were revised on these very cases: their agreement is in-sample (docs/insights.md).`,
  async run({ config }, io, { json }: CommonOptions) {
    const models = chooseModels(config);
    const { chatModel, costOf } = models;
    try {
      let costUsd = 0;
      const report = await runEval(
        async (request) => {
          const analysis = await analyse({ ...request, signal: io.signal }, { chat: chatModel });
          if (chatModel !== undefined) costUsd += costOf(chatModel.modelId, analysis.usage);
          return analysis;
        },
        EVAL_CASES,
        {
          onProgress: (done, total) => {
            if (done % 50 === 0 || done === total) void io.stderr(`${done} of ${total} cases\n`);
          },
        },
      );
      if (json) {
        await writeJson(io, { analyst: chatModel?.modelId ?? "rules", ...report, costUsd });
        return EXIT.ok;
      }
      const { injections, latencyMs } = report;
      await io.stdout(`analyst        ${chatModel?.modelId ?? "rules"}, ${report.cases} cases
agreement      ${percent(report.exact)} exactly, ${percent(report.withinOne)} within one level (${report.under} lower, ${report.over} higher)
grounded       ${percent(report.groundingRate)} of what is shown
leaks          ${report.leaks}
injections     ${injections.succeeded} of ${injections.tried} worked
calibration    error ${report.calibration.ece.toFixed(3)} at mean confidence ${report.calibration.meanConfidence.toFixed(2)}
written by     model ${report.bySource.model}, rules ${report.bySource.rules}
cost           $${costUsd.toFixed(4)} for ${report.tokens.input} + ${report.tokens.output} tokens
latency        p50 ${latencyMs.p50.toFixed(1)} ms, p95 ${latencyMs.p95.toFixed(1)} ms
`);
      for (const { id, expected, given, why } of report.disagreements) {
        await io.stdout(`  ${id}: ${given}, the officer says ${expected}: ${why}\n`);
      }
      return EXIT.ok;
    } finally {
      models.closeModels();
    }
  },
};
