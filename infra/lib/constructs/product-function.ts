import { join } from "node:path";
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import type { ISecurityGroup, IVpc } from "aws-cdk-lib/aws-ec2";
import { PolicyDocument, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Alias, Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { acknowledgeWildcards } from "../acknowledge.ts";
import { functionNameOf, LIVE, logGroupNameOf } from "../names.ts";
import { permissionsOf, type Surroundings } from "../permissions/of-functions.ts";
import { toStatement } from "../permissions/permission.ts";
import type { FunctionName, Stage } from "../stages.ts";

/** What every function of a stage shares. */
export interface FunctionPlace {
  readonly stage: Stage;
  readonly vpc: IVpc;
  readonly securityGroup: ISecurityGroup;
  /** Folder with a bundle for each function, as scripts/build-lambda.ts leaves it. */
  readonly bundles: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly around: Surroundings;
}

/** One function of the product with a role of its own, its log group, and the alias `live` that callers call. */
export class ProductFunction extends Construct {
  readonly function: LambdaFunction;
  readonly live: Alias;

  constructor(scope: Construct, name: FunctionName, place: FunctionPlace, environment: Record<string, string> = {}) {
    super(scope, name);
    const { stage, vpc, securityGroup, bundles, around } = place;
    const { memoryMb, timeoutSeconds, reservedConcurrency } = stage.functions[name];
    const permissions = permissionsOf(stage, name, around);
    const role = new Role(this, "Role", {
      roleName: functionNameOf(stage, name),
      description: `What the function ${name} may do; docs/IAM_BEDROCK_SETUP.md says why`,
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      inlinePolicies: {
        permissions: new PolicyDocument({ statements: permissions.map(toStatement) }),
      },
    });
    acknowledgeWildcards(role, permissions);
    this.function = new LambdaFunction(this, "Function", {
      functionName: functionNameOf(stage, name),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: "index.handler",
      code: Code.fromAsset(join(bundles, name), { exclude: ["sizes.json", "**/*.map"] }),
      memorySize: memoryMb,
      timeout: Duration.seconds(timeoutSeconds),
      reservedConcurrentExecutions: reservedConcurrency,
      // What the list says is all: no construct may add to it unseen.
      role: role.withoutPolicyUpdates(),
      vpc,
      vpcSubnets: { subnets: vpc.privateSubnets },
      securityGroups: [securityGroup],
      tracing: Tracing.ACTIVE,
      environment: { ...place.environment, ...environment },
      logGroup: new LogGroup(this, "Logs", {
        logGroupName: logGroupNameOf(stage, name),
        retention: stage.logRetentionDays,
        removalPolicy: stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      }),
    });
    this.live = new Alias(this, "Live", { aliasName: LIVE, version: this.function.currentVersion });
  }
}
