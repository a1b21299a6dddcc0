import { join } from "node:path";
import { Match } from "aws-cdk-lib/assertions";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { describe, expect, inject, it } from "vitest";
import { buildApp } from "../lib/build-app.ts";
import { STAGE_NAMES, STAGES } from "../lib/stages.ts";
import { templateOf } from "./synthesised.ts";

describe.each(STAGE_NAMES)("stage %s", (stage) => {
  it("runs every function on Lambda's current Node for arm64, in the VPC, within limits of its own", () => {
    for (const part of ["migration", "application"] as const) {
      templateOf(stage, part).allResourcesProperties("AWS::Lambda::Function", {
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        Handler: "index.handler",
        VpcConfig: { SubnetIds: Match.anyValue(), SecurityGroupIds: Match.anyValue() },
        ReservedConcurrentExecutions: Match.anyValue(),
        TracingConfig: { Mode: "Active" },
      });
    }
  });

  it("keeps every log for the stage's time, and no longer", () => {
    templateOf(stage, "application").allResourcesProperties("AWS::Logs::LogGroup", {
      RetentionInDays: STAGES[stage].logRetentionDays,
    });
  });

  it("asks every route but the public three for a token of TrustX's user pool", () => {
    const routes = Object.values(templateOf(stage, "application").findResources("AWS::ApiGatewayV2::Route"));
    const open = routes.filter(({ Properties }) => Properties.AuthorizationType !== "JWT");
    expect(open.map(({ Properties }) => Properties.RouteKey).sort()).toEqual([
      "GET /healthz",
      "GET /openapi.json",
      "GET /readyz",
    ]);
    expect(routes.length).toBeGreaterThan(open.length);
  });

  it("limits requests and logs each of them without a path, an address or a caller", () => {
    const { requestsPerSecond, burst } = STAGES[stage].throttle;
    const template = templateOf(stage, "application");
    template.hasResourceProperties("AWS::ApiGatewayV2::Stage", {
      DefaultRouteSettings: { ThrottlingRateLimit: requestsPerSecond, ThrottlingBurstLimit: burst },
      AccessLogSettings: { Format: Match.not(Match.stringLikeRegexp("sourceIp|\\$context\\.path|claims|userAgent")) },
    });
  });

  it("lets only the host's own pages read the API and load the remote", () => {
    const origins = [...STAGES[stage].hostOrigins];
    templateOf(stage, "application").hasResourceProperties("AWS::ApiGatewayV2::Api", {
      CorsConfiguration: { AllowOrigins: origins },
    });
    templateOf(stage, "remote").hasResourceProperties("AWS::CloudFront::ResponseHeadersPolicy", {
      ResponseHeadersPolicyConfig: { CorsConfig: { AccessControlAllowOrigins: { Items: origins } } },
    });
  });

  it("needs no way to the internet: nothing of ours has a public address, and groups let out to named groups alone", () => {
    const template = templateOf(stage, "foundation");
    for (const kind of ["NatGateway", "InternetGateway", "EIP"]) template.resourceCountIs(`AWS::EC2::${kind}`, 0);
    const rules = [
      ...Object.values(template.findResources("AWS::EC2::SecurityGroupEgress")),
      ...Object.values(template.findResources("AWS::EC2::SecurityGroupIngress")),
    ];
    expect(rules.length).toBeGreaterThanOrEqual(8);
    for (const { Properties } of rules) {
      expect(Properties.CidrIp).toBeUndefined();
      expect(Properties.DestinationSecurityGroupId ?? Properties.SourceSecurityGroupId).toBeDefined();
    }
  });

  it("moves what fails to a dead-letter queue, and gives a message more time than the function has", () => {
    const template = templateOf(stage, "application");
    template.hasResourceProperties("AWS::SQS::Queue", {
      QueueName: `dormant-users-${stage}-object-arrivals`,
      VisibilityTimeout: 6 * STAGES[stage].functions["generate-user-embeddings"].timeoutSeconds,
      RedrivePolicy: { maxReceiveCount: 5 },
    });
    template.hasResourceProperties("AWS::Lambda::EventSourceMapping", {
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
  });

  it("shifts the API's traffic by the stage's plan, and back when an alarm goes off", () => {
    const canary = STAGES[stage].trafficShift === "canary_10_percent_5_minutes";
    templateOf(stage, "application").hasResourceProperties("AWS::CodeDeploy::DeploymentGroup", {
      DeploymentConfigName: `CodeDeployDefault.Lambda${canary ? "Canary10Percent5Minutes" : "AllAtOnce"}`,
      AutoRollbackConfiguration: { Enabled: true, Events: Match.arrayWith(["DEPLOYMENT_STOP_ON_ALARM"]) },
      AlarmConfiguration: { Enabled: true, Alarms: [Match.anyValue(), Match.anyValue()] },
    });
  });
});

it("keeps data in the stages that promise it", () => {
  for (const stage of STAGE_NAMES) {
    const keys = Object.values(templateOf(stage, "foundation").findResources("AWS::KMS::Key"));
    expect(keys.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual([STAGES[stage].keepData ? "Retain" : "Delete"]);
  }
});

it("stops a synthesis that breaks a rule nobody acknowledged", () => {
  const synthesis = inject("synthesis");
  const { app, remote } = buildApp(STAGES.dev, {
    bundles: join(synthesis, "lambda"),
    outdir: join(synthesis, "faulty"),
  });
  new Bucket(remote, "Open");
  expect(() => app.synth()).toThrow(/AwsSolutions-S10/);
});
