import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { functionNameOf, LIVE } from "../lib/names.ts";
import type { Stage } from "../lib/stages.ts";
import { aws, type Command, ROOT, type Shell } from "./command.ts";
import { type Journey, type Step, StoppedError } from "./step.ts";

/** What the function `migrate` answers, as far as a deployment reads it. */
interface Report {
  readonly target: number;
  readonly tenants: number;
  readonly pending: number;
  readonly failed: number;
  readonly unfinished: number;
}

const MOST_CALLS = 40;
/** `aws lambda invoke` prints its own answer, and puts the function's into a file. */
const ANSWER = "infra/cdk.out/migration.json";

function invoke({ region, ...stage }: Stage, action: "plan" | "apply"): Command {
  const name = functionNameOf({ region, ...stage }, "migrate");
  return aws(
    ...["lambda", "invoke", "--function-name", `${name}:${LIVE}`, "--payload", JSON.stringify({ action })],
    ...["--cli-binary-format", "raw-in-base64-out", "--cli-read-timeout", "910", "--region", region],
    ...["--output", "json", ANSWER],
  );
}

/** Brings every tenant's tables to the release's version: new code finds them ready, and the old code goes on with them. */
export function migrationStep(stage: Stage): Step {
  return {
    title: "Migrate the tenants",
    why: "before any new code serves a request. Migrations only add, so the code that serves now goes on working; one that fails stops the deployment here",
    commands: () => [invoke(stage, "plan"), invoke(stage, "apply")],
    async carryOut({ shell, say }: Journey) {
      const planned = await ask(shell, invoke(stage, "plan"));
      say(`${planned.pending} of ${planned.tenants} tenants go to version ${planned.target}`);
      let report = await ask(shell, invoke(stage, "apply"));
      // A call ends before Lambda's fifteen minutes do; the next one goes on.
      for (let calls = 1; report.unfinished > 0 && report.failed === 0 && calls < MOST_CALLS; calls += 1) {
        say(`${report.pending} left`);
        report = await ask(shell, invoke(stage, "apply"));
      }
      if (report.failed > 0 || report.pending > 0) {
        throw new StoppedError(
          `${report.pending} tenants are not migrated (${report.failed} failed). Nothing else was changed. ` +
            "docs/migrations-runbook.md says what to do; then deploy again.",
        );
      }
    },
  };
}

async function ask(shell: Shell, command: Command): Promise<Report> {
  await shell.read(command);
  const answer = JSON.parse(await readFile(join(ROOT, ANSWER), "utf8")) as Report & { errorMessage?: string };
  if (answer.errorMessage !== undefined) throw new StoppedError(`The migration failed: ${answer.errorMessage}`);
  return answer;
}
