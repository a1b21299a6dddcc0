import { parseArgs } from "node:util";
import { runEvalReturns } from "../packages/bff/src/features/return-evaluation/index.ts";

const { values } = parseArgs({
  options: { history: { type: "string" }, "back-days": { type: "string", default: "180,365,730,1095" } },
});
if (!values.history) throw new Error("Usage: node bench/eval-returns.ts --history FILE [--back-days 180,365]");

const { evaluations, repairs } = await runEvalReturns({
  historyPath: values.history,
  backDays: values["back-days"].split(",").map(Number),
});
process.stderr.write(`put right while reading: ${JSON.stringify(repairs)}\n`);
process.stdout.write(`${JSON.stringify(evaluations, null, 2)}\n`);
