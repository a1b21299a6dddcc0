import { expect, it } from "vitest";
import { evalInsights } from "../../src/cli/commands/eval-insights.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { EVAL_CASES } from "../../src/rag/eval/eval-cases.ts";
import { useBedrockStandIn } from "../bedrock-stand-in/use-bedrock-stand-in.ts";

const standIn = useBedrockStandIn();

/** The command in this process: its exit code and the document it prints. */
async function evaluate(environment: Record<string, string>, limit: number) {
  let text = "";
  const io = {
    cwd: "/",
    stdout: (more: string) => {
      text += more;
    },
    stderr: () => {},
    signal: new AbortController().signal,
  };
  const runSent = () => Promise.reject(new Error("the command runs alone"));
  const context = { config: loadConfig({}, environment), runSent };
  const code = await evalInsights.run(context, io, { limit, json: true } as never, []);
  return { code, report: JSON.parse(text) as Record<string, unknown> };
}

it("scores the rules without asking anybody, on as many cases as asked for", async () => {
  const { code, report } = await evaluate({}, 60);
  expect(code).toBe(0);
  expect(report).toMatchObject({
    analyst: "rules",
    cases: 60,
    leaks: 0,
    costUsd: 0,
    bySource: { model: 0, rules: 60 },
  });
  expect(standIn().calls).toHaveLength(0);
});

it("scores a model of Bedrock on all counts, and sends it nothing that names anybody", async () => {
  const { code, report } = await evaluate({ DORMANT_ANALYST: "bedrock", AWS_REGION: "us-east-1" }, 40);
  expect(code).toBe(0);
  expect(report).toMatchObject({
    analyst: "us.anthropic.claude-haiku-5-5",
    cases: 40,
    leaks: 0,
    injections: { succeeded: 0 },
    groundingRate: 1,
  });
  expect(report.costUsd).toBeGreaterThan(0);
  expect(Object.keys(report)).toEqual(
    expect.arrayContaining(["exact", "withinOne", "byTag", "calibration", "latencyMs", "tokens", "disagreements"]),
  );
  expect(standIn().calls.length).toBeGreaterThanOrEqual(40);
});

it("still shows nothing that names anybody where a model names people it heard of", async () => {
  const { identifiers } = EVAL_CASES[0] as (typeof EVAL_CASES)[number];
  standIn().inject("echoed_text", { times: 99, text: `${identifiers.names[0]} left the company.` });
  const { code, report } = await evaluate({ DORMANT_ANALYST: "bedrock", AWS_REGION: "us-east-1" }, 5);
  expect([code, report.leaks, report.bySource]).toEqual([0, 0, { model: 0, rules: 5 }]);
});
