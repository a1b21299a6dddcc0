// Makes an earlier release of the remote the one that hosts load: `npm run rollback:remote -- --stage dev --to <release>`.
// Without --to it lists the releases there are.
import { parseArgs } from "node:util";
import { aws, CommandError, realShell, shown } from "../deploy/command.ts";
import { outputOf, readOutputs } from "../deploy/outputs.ts";
import { pointTo } from "../deploy/remote-files.ts";
import { StoppedError } from "../deploy/step.ts";
import { getStage } from "../lib/stages.ts";

const { values } = parseArgs({
  options: { stage: { type: "string" }, to: { type: "string" }, "dry-run": { type: "boolean" } },
});

try {
  const stage = getStage(values.stage);
  const shell = realShell(process.env);
  if (values["dry-run"] === true) {
    const commands = [
      readOutputs(stage, "remote"),
      ...pointTo("<RemoteBucket>", "<RemoteDistribution>", values.to ?? "<to>"),
    ];
    process.stdout.write(`${commands.map(shown).join("\n")}\n`);
  } else {
    const outputs = await shell.read(readOutputs(stage, "remote"));
    const bucket = outputOf(outputs, "RemoteBucket");
    if (values.to === undefined) await shell.run(aws("s3", "ls", `s3://${bucket}/releases/`));
    else
      for (const command of pointTo(bucket, outputOf(outputs, "RemoteDistribution"), values.to))
        await shell.run(command);
  }
} catch (error) {
  if (!(error instanceof StoppedError || error instanceof CommandError || error instanceof RangeError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = error instanceof RangeError ? 2 : 1;
}
