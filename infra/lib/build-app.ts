import { join } from "node:path";
import { App, Tags, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import cdkJson from "../cdk.json" with { type: "json" };
import { ApplicationStack } from "./stacks/application-stack.ts";
import { FoundationStack } from "./stacks/foundation-stack.ts";
import { MigrationStack } from "./stacks/migration-stack.ts";
import { ObservabilityStack } from "./stacks/observability-stack.ts";
import { RemoteStack } from "./stacks/remote-stack.ts";
import type { Stage } from "./stages.ts";

export interface AppOptions {
  /** Where the templates go. Default: what the command line of CDK says. */
  readonly outdir?: string;
  /** Folder with a bundle for each function. */
  readonly bundles?: string;
}

const BUNDLES = join(import.meta.dirname, "../../dist/lambda");

/** All stacks of a stage, with the rules of cdk-nag: a finding that nobody acknowledged stops the synthesis. */
export function buildApp(stage: Stage, { outdir, bundles = BUNDLES }: AppOptions = {}) {
  const app = new App({ context: cdkJson.context, analyticsReporting: false, ...(outdir !== undefined && { outdir }) });
  const foundation = new FoundationStack(app, stage);
  const migration = new MigrationStack(app, stage, foundation, bundles);
  const application = new ApplicationStack(app, { stage, foundation, bundles });
  const remote = new RemoteStack(app, stage);
  const observability = new ObservabilityStack(app, {
    stage,
    apiId: application.httpApi.api.apiId,
    machineArn: application.nightly.machine.stateMachineArn,
  });
  for (const [key, value] of Object.entries({ product: "dormant-users", stage: stage.name, "managed-by": "cdk" })) {
    Tags.of(app).add(key, value);
  }
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, foundation, migration, application, remote, observability };
}
