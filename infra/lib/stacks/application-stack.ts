import { Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { ObjectArrivals } from "../constructs/object-arrivals.ts";
import { type FunctionPlace, ProductFunction } from "../constructs/product-function.ts";
import { settingsOf } from "../function-settings.ts";
import { stackNameOf } from "../names.ts";
import type { Stage } from "../stages.ts";
import type { FoundationStack } from "./foundation-stack.ts";

export interface ApplicationProps {
  readonly stage: Stage;
  readonly foundation: FoundationStack;
  readonly bundles: string;
}

/** What runs: the functions, and everything that calls them. */
export class ApplicationStack extends Stack {
  readonly api: ProductFunction;
  readonly generateUserEmbeddings: ProductFunction;
  readonly detectDormantUsers: ProductFunction;
  readonly arrivals: ObjectArrivals;

  constructor(scope: Construct, { stage, foundation, bundles }: ApplicationProps) {
    super(scope, "application", { stackName: stackNameOf(stage, "application"), env: { region: stage.region } });
    const place: FunctionPlace = {
      stage,
      bundles,
      vpc: foundation.trustx.vpc,
      securityGroup: foundation.network.functions,
      environment: settingsOf(stage, foundation),
    };
    this.api = new ProductFunction(this, "api", place);
    this.generateUserEmbeddings = new ProductFunction(this, "generate-user-embeddings", place);
    this.detectDormantUsers = new ProductFunction(this, "detect-dormant-users", place);
    this.arrivals = new ObjectArrivals(this, "arrivals", { stage, consumer: this.generateUserEmbeddings });
  }
}
