import { resolve } from "node:path";
import { z } from "zod";
import { runEvalReturns } from "../../features/return-evaluation/index.ts";
import { type CommonOptions, type LocalCommand, writeJson } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { parseWith } from "../options.ts";

interface EvalReturnsOptions extends CommonOptions {
  readonly history: string;
  readonly backDays?: readonly number[];
}

const DEFAULT_BACK_DAYS = [180, 365, 730, 1095];

const BackDays = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .pipe(z.array(z.string().regex(/^[1-9]\d{0,5}$/, "must be whole numbers of days, separated by commas")).min(1))
  .transform((parts) => parts.map(Number));

export const evalReturns: LocalCommand = {
  name: "eval returns",
  needs: "config",
  summary: "judge the return probability on a history of activity, against the simple methods",
  options: [
    {
      syntax: "--history <file>",
      description: "{tenant, as_of_day, users: [{id, days}]}, days since 1970-01-01",
      required: true,
    },
    {
      syntax: "--back-days <days>",
      description: `cutoffs, in days before as_of_day (default: ${DEFAULT_BACK_DAYS.join(",")})`,
      parse: parseWith(BackDays),
    },
  ],
  help: "Each cutoff is judged by what is known up to it alone. docs/rhythm.md says what the figures mean.",
  async run(_context, io, { history, backDays = DEFAULT_BACK_DAYS, json }: EvalReturnsOptions) {
    const { evaluations, repairs } = await runEvalReturns({ historyPath: resolve(io.cwd, history), backDays });
    const repaired = Object.entries(repairs).filter(([, count]) => count > 0);
    for (const [what, count] of repaired) await io.stderr(`put right while reading: ${what} ${count}\n`);
    if (json) {
      await writeJson(io, evaluations);
      return EXIT.ok;
    }
    await io.stdout("back  judged  returned   log loss  logistic   ratio     AUC     ECE\n");
    for (const { back_days, judged, returned, model, baselines } of evaluations) {
      const cells = [
        model.log_loss,
        baselines.logistic.log_loss,
        ratio(model.log_loss, baselines.logistic.log_loss),
        model.auc,
        model.ece,
      ];
      const row = [
        String(back_days).padStart(4),
        String(judged).padStart(7),
        String(returned).padStart(9),
        ...cells.map(cell),
      ];
      await io.stdout(`${row.join(" ")}\n`);
    }
    return EXIT.ok;
  },
};

const ratio = (value: number | null, base: number | null): number | null =>
  value === null || base === null || base === 0 ? null : value / base;

const cell = (value: number | null): string => (value === null ? "–" : value.toFixed(4)).padStart(9);
