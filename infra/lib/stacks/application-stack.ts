import { CfnOutput, Stack } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import { NightlyAnalysis } from "../constructs/nightly-analysis.ts";
import { NightlyRetention } from "../constructs/nightly-retention.ts";
import { ObjectArrivals } from "../constructs/object-arrivals.ts";
import { ProductApi } from "../constructs/product-api.ts";
import { type FunctionPlace, ProductFunction } from "../constructs/product-function.ts";
import { TrafficShift } from "../constructs/traffic-shift.ts";
import { settingsOf } from "../function-settings.ts";
import { eventBusNameOf, stackNameOf } from "../names.ts";
import type { Stage } from "../stages.ts";
import { surroundingsOf } from "../surroundings.ts";
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
  readonly retention: ProductFunction;
  readonly httpApi: ProductApi;
  readonly arrivals: ObjectArrivals;
  readonly nightly: NightlyAnalysis;
  readonly trafficShift: TrafficShift;

  constructor(scope: Construct, { stage, foundation, bundles }: ApplicationProps) {
    super(scope, "application", { stackName: stackNameOf(stage, "application"), env: { region: stage.region } });
    const { vpc, issuer, audience } = foundation.trustx;
    const place: FunctionPlace = {
      stage,
      bundles,
      vpc,
      securityGroup: foundation.network.functions,
      environment: settingsOf(stage, foundation),
      around: surroundingsOf(this, stage, foundation),
    };
    new EventBus(this, "decisions", { eventBusName: eventBusNameOf(stage) });
    this.api = new ProductFunction(this, "api", place);
    this.generateUserEmbeddings = new ProductFunction(this, "generate-user-embeddings", place);
    this.detectDormantUsers = new ProductFunction(this, "detect-dormant-users", place);
    this.httpApi = new ProductApi(this, "http", { stage, handler: this.api.live, issuer, audience });
    this.trafficShift = new TrafficShift(this, "shift", { stage, alias: this.api.live, api: this.httpApi });
    this.arrivals = new ObjectArrivals(this, "arrivals", { stage, consumer: this.generateUserEmbeddings });
    this.nightly = new NightlyAnalysis(this, "nightly", {
      stage,
      target: this.detectDormantUsers.live,
      accessLogs: foundation.accessLogs,
    });
    this.retention = new ProductFunction(this, "retention", place);
    new NightlyRetention(this, "nightly-retention", {
      stage,
      target: this.retention.live,
      deadLetters: this.nightly.deadLetters,
    });
    new CfnOutput(this, "ApiUrl", { value: this.httpApi.url });
  }
}
