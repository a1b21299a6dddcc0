import { Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { ProductFunction } from "../constructs/product-function.ts";
import { settingsOf } from "../function-settings.ts";
import { stackNameOf } from "../names.ts";
import type { Stage } from "../stages.ts";
import { surroundingsOf } from "../surroundings.ts";
import type { FoundationStack } from "./foundation-stack.ts";

/** The function that migrates tenants: deployed and run before the application's new code exists. */
export class MigrationStack extends Stack {
  readonly migrate: ProductFunction;

  constructor(scope: Construct, stage: Stage, foundation: FoundationStack, bundles: string) {
    super(scope, "migration", { stackName: stackNameOf(stage, "migration"), env: { region: stage.region } });
    const place = {
      stage,
      bundles,
      vpc: foundation.trustx.vpc,
      securityGroup: foundation.network.functions,
      environment: settingsOf(stage, foundation),
      around: surroundingsOf(this, stage, foundation),
    };
    const { database } = foundation;
    this.migrate = new ProductFunction(this, "migrate", place, {
      DATABASE_ADMIN_URL: database.url("administration", stage.databaseName),
    });
  }
}
