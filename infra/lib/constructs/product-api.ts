import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { CorsHttpMethod, HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { CORS } from "../../../packages/bff/src/http/middleware/cross-origin.ts";
import { acknowledge } from "../acknowledge.ts";
import { nameOf } from "../names.ts";
import type { Stage } from "../stages.ts";

interface ProductApiProps {
  readonly stage: Stage;
  readonly handler: IFunction;
  readonly issuer: string;
  readonly audience: string;
}

/** Paths that answer without a token: they tell nothing of anybody. */
const PUBLIC = ["/healthz", "/readyz", "/openapi.json"] as const;
const PREFIX = "/profile360/insights";

/** Request id, route, outcome and durations; no path, query, address or caller. */
const ACCESS_LOG = JSON.stringify({
  request_id: "$context.requestId",
  time: "$context.requestTimeEpoch",
  route: "$context.routeKey",
  status: "$context.status",
  duration_ms: "$context.responseLatency",
  integration_ms: "$context.integrationLatency",
  bytes: "$context.responseLength",
  refused: "$context.authorizer.error",
  error: "$context.error.messageString",
});

/** The HTTP API in front of the function. It checks a token's signature, issuer, audience and time; scopes are ours. */
export class ProductApi extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  readonly url: string;

  constructor(scope: Construct, id: string, { stage, handler, issuer, audience }: ProductApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, "HttpApi", {
      apiName: nameOf(stage, "api"),
      description: "Dormant users: insights for Profile360 pages",
      createDefaultStage: false,
      // Set here too: refusals of the gateway itself (401, 429) must be readable by the page, which then renews its token.
      corsPreflight: {
        allowOrigins: [...stage.hostOrigins],
        allowMethods: CORS.allowMethods.map((method) => CorsHttpMethod[method]),
        allowHeaders: [...CORS.allowHeaders],
        exposeHeaders: [...CORS.exposeHeaders],
        maxAge: Duration.seconds(CORS.maxAge),
      },
    });
    const integration = new HttpLambdaIntegration("Function", handler);
    const authorizer = new HttpJwtAuthorizer("Tokens", issuer, {
      authorizerName: nameOf(stage, "tokens"),
      jwtAudience: [audience],
    });
    const methods = CORS.allowMethods.map((method) => HttpMethod[method]);
    this.api.addRoutes({ path: `${PREFIX}/{proxy+}`, methods, integration, authorizer });
    for (const path of PUBLIC) {
      for (const route of this.api.addRoutes({ path, methods: [HttpMethod.GET], integration })) {
        acknowledge(route, {
          "AwsSolutions-APIG4": `${path} is for monitors and tools, and tells nothing of anybody.`,
        });
      }
    }

    const log = new LogGroup(this, "AccessLog", {
      logGroupName: `/aws/vendedlogs/${nameOf(stage, "api-access")}`,
      retention: stage.logRetentionDays,
      removalPolicy: stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.stage = new HttpStage(this, "Stage", {
      httpApi: this.api,
      stageName: "$default",
      autoDeploy: true,
      detailedMetricsEnabled: true,
      throttle: { rateLimit: stage.throttle.requestsPerSecond, burstLimit: stage.throttle.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: AccessLogFormat.custom(ACCESS_LOG) },
    });
    this.url = this.api.apiEndpoint;
  }
}
