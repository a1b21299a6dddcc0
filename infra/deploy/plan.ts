import { functionNameOf, LIVE, type StackPart } from "../lib/names.ts";
import type { Stage } from "../lib/stages.ts";
import { ACCOUNT_CHECKS } from "./account-checks.ts";
import { type Check, runChecks } from "./check.ts";
import { aws, type Command, cdk, node } from "./command.ts";
import { migrationStep } from "./migration-step.ts";
import { MODEL_CHECKS } from "./model-checks.ts";
import { outputOf, readOutputs } from "./outputs.ts";
import { pointTo, uploadRelease } from "./remote-files.ts";
import { STACK_CHECKS } from "./stack-checks.ts";
import { type Step, StoppedError } from "./step.ts";

const CHECKS: readonly Check[] = [...ACCOUNT_CHECKS, ...MODEL_CHECKS, ...STACK_CHECKS];

/** A deployment from the first question to the published remote, in the order in which it is safe. */
export function deploymentPlan(stage: Stage, release: string): readonly Step[] {
  return [
    preflight(stage),
    build(stage),
    {
      title: "Show what changes",
      why: "resources, permissions and outputs against what stands in the account; the last moment to stop for nothing",
      commands: () => [cdk("diff", "--all")],
    },
    deploy("foundation", "key, network, database proxy and cache come first: everything else uses them"),
    deploy("migration", "the function that migrates tenants, which nobody but the next step calls"),
    migrationStep(stage),
    deployApplication(stage),
    deploy("observability", "dashboard and alarms of what was just deployed, before anybody relies on it"),
    smoke(stage),
    publish(stage, release),
  ];
}

function preflight(stage: Stage): Step {
  return {
    title: "Ask the account for what the stage needs",
    why: "every question is asked, whatever the others answer. One that fails stops the deployment before anything is changed",
    commands: () => CHECKS.map((check) => ({ ...check.command(stage), note: `${check.name}: ${check.why}` })),
    async carryOut({ shell, say }) {
      const findings = await runChecks(CHECKS, stage, shell);
      for (const { check, verdict } of findings) {
        say(`${verdict.status.padEnd(7)} ${check.padEnd(16)} ${verdict.detail}`);
        if (verdict.status !== "ok") say(`        ${verdict.whatToDo}`);
      }
      const bad = findings.filter(({ verdict }) => verdict.status === "failed").map(({ check }) => check);
      if (bad.length > 0) throw new StoppedError(`Not ready: ${bad.join(", ")}. Nothing was changed.`);
    },
  };
}

function build({ name }: Stage): Step {
  return {
    title: "Build the functions, the templates and the remote",
    why: "the very files that the tests ran; cdk-nag stops here what breaks a rule",
    commands: () => [node("infra/bin/synth.ts", "--stage", name), node("scripts/build-ui.ts", "--if-changed")],
  };
}

function deploy(part: StackPart, why: string): Step {
  return { title: `Deploy the ${part}`, why, commands: () => [deployStack(part)] };
}

function deployStack(part: StackPart): Command {
  return cdk("deploy", part, "--exclusively", "--require-approval", "never", "--progress", "events");
}

const aliasOf = (stage: Stage): readonly string[] => [
  "--function-name",
  functionNameOf(stage, "api"),
  "--name",
  LIVE,
  "--region",
  stage.region,
  "--output",
  "json",
];

function deployApplication(stage: Stage): Step {
  const shift =
    stage.trafficShift === "all_at_once"
      ? "New code of the API takes all requests at once"
      : "New code of the API takes a tenth of the requests for five minutes, then all";
  const lookUp = aws("lambda", "get-alias", ...aliasOf(stage));
  const step: Step = {
    title: "Deploy the application",
    why: `${shift}; CodeDeploy gives them back by itself when an alarm goes off, and this step then fails. The version that serves now is written down first`,
    commands: () => [lookUp, deployStack("application")],
    async carryOut(journey) {
      const alias = await journey.shell.read(lookUp).catch(() => undefined);
      const before = (alias as { FunctionVersion?: string } | undefined)?.FunctionVersion;
      if (before !== undefined) journey.learn("ApiVersionBefore", before);
      await journey.shell.run(deployStack("application"));
    },
  };
  return step;
}

function smoke(stage: Stage): Step {
  const outputs = readOutputs(stage, "application");
  const test = (url: string): Command => node("scripts/smoke.ts", "--base-url", url);
  const goBack = (version: string) =>
    aws(
      "lambda",
      "update-alias",
      ...aliasOf(stage),
      "--function-version",
      version,
      "--routing-config",
      "AdditionalVersionWeights={}",
    );
  return {
    title: "Ask the API what a page would ask",
    why: "with the token of DORMANT_SMOKE_TOKEN where it is set. Fails: the API goes back to the version before, and the remote is not published",
    commands: (known) => [outputs, test(known("ApiUrl"))],
    async carryOut(journey) {
      const url = outputOf(await journey.shell.read(outputs), "ApiUrl");
      try {
        await journey.shell.run(test(url));
      } catch (error) {
        const before = journey.known("ApiVersionBefore");
        if (before.startsWith("<"))
          throw new StoppedError("The API does not answer as it should, and there is no version to go back to.");
        await journey.shell.read(goBack(before));
        throw new StoppedError(
          `The API did not answer as it should: version ${before} serves again. ${(error as Error).message}`,
        );
      }
    },
  };
}

function publish(stage: Stage, release: string): Step {
  const outputs = readOutputs(stage, "remote");
  const step: Step = {
    title: "Publish the remote",
    why: "last: pages must never ask for what the API does not have yet. Assets first, then the entries that name them",
    commands: (known) => [
      deployStack("remote"),
      outputs,
      ...uploadRelease(known("RemoteBucket"), release),
      ...pointTo(known("RemoteBucket"), known("RemoteDistribution"), release),
    ],
    async carryOut(journey) {
      await journey.shell.run(deployStack("remote"));
      const found = await journey.shell.read(outputs);
      for (const name of ["RemoteBucket", "RemoteDistribution", "RemoteUrl"])
        journey.learn(name, outputOf(found, name));
      const commands = step.commands(journey.known).slice(2);
      for (const command of commands) await journey.shell.run(command);
      journey.say(`Hosts load ${journey.known("RemoteUrl")}/remote/mf-manifest.json`);
    },
  };
  return step;
}
