// Makes an earlier release of the remote the one that hosts load: `npm run rollback:remote -- --stage dev --to <release>`.
// Without --to it lists the releases there are and says which build hosts load now.
import { parseArgs } from "node:util";
import { RemoteVersion } from "@dormant-users/shared-types";
import { CommandError, realShell, type Shell, shown } from "../deploy/command.ts";
import { outputOf, readOutputs } from "../deploy/outputs.ts";
import { currentVersion, describeReleases, listVersions, pointTo } from "../deploy/remote-files.ts";
import { StoppedError } from "../deploy/step.ts";
import { getStage } from "../lib/stages.ts";

const { values } = parseArgs({
  options: { stage: { type: "string" }, to: { type: "string" }, "dry-run": { type: "boolean" } },
});
const say = (text: string): void => void process.stdout.write(`${text}\n`);

try {
  const stage = getStage(values.stage);
  const shell = realShell(process.env);
  if (values["dry-run"] === true) {
    const bucket = "<RemoteBucket>";
    const wanted =
      values.to === undefined ? [listVersions(bucket)] : pointTo(bucket, "<RemoteDistribution>", values.to);
    const commands = [readOutputs(stage, "remote"), ...wanted, currentVersion(bucket)];
    say(commands.map(shown).join("\n"));
  } else {
    const outputs = await shell.read(readOutputs(stage, "remote"));
    const bucket = outputOf(outputs, "RemoteBucket");
    if (values.to === undefined) {
      const listed = (await shell.read(listVersions(bucket))) as Parameters<typeof describeReleases>[0] | null;
      for (const line of describeReleases(listed ?? [])) say(line);
    } else {
      for (const command of pointTo(bucket, outputOf(outputs, "RemoteDistribution"), values.to))
        await shell.run(command);
    }
    await sayCurrent(shell, bucket);
  }
} catch (error) {
  if (!(error instanceof StoppedError || error instanceof CommandError || error instanceof RangeError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = error instanceof RangeError ? 2 : 1;
}

async function sayCurrent(shell: Shell, bucket: string): Promise<void> {
  const { version, build, contract_version } = RemoteVersion.parse(await shell.read(currentVersion(bucket)));
  say(`Hosts load ${version}, build ${build}, contract version ${contract_version}.`);
}
