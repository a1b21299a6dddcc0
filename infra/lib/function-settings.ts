import { SecretValue } from "aws-cdk-lib";
import { erasureSecretNameOf, eventBusNameOf, exportsBucketNameOf, functionNameOf, LIVE } from "./names.ts";
import type { FoundationStack } from "./stacks/foundation-stack.ts";
import type { Stage } from "./stages.ts";

/** The environment of every function (docs/configuration.md says what each variable means). */
export function settingsOf(stage: Stage, { database, cache, trustx }: FoundationStack): Record<string, string> {
  return {
    DORMANT_ENV: "production",
    DORMANT_STAGE: stage.name,
    DATABASE_URL: database.url("application", stage.databaseName),
    DATABASE_ACCESS: "rds-proxy",
    REDIS_URL: cache.url,
    DORMANT_JWT_ISSUER: trustx.issuer,
    DORMANT_JWT_AUDIENCE: trustx.audience,
    DORMANT_JWT_JWKS_URL: `${trustx.issuer}/.well-known/jwks.json`,
    DORMANT_JWT_TENANT_CLAIM: stage.jwt.tenantClaim,
    DORMANT_JWT_SCOPE_CLAIM: stage.jwt.scopeClaim,
    DORMANT_CORS_ORIGINS: stage.hostOrigins.join(","),
    DORMANT_EVENT_BUS: eventBusNameOf(stage),
    DORMANT_EXPORT_BUCKET: exportsBucketNameOf(stage),
    // CloudFormation puts the value in; whoever may read a function's settings may read it.
    DORMANT_ERASURE_KEYS: SecretValue.secretsManager(erasureSecretNameOf(stage)).unsafeUnwrap(),
    DORMANT_ANALYSIS_FUNCTION: `${functionNameOf(stage, "detect-dormant-users")}:${LIVE}`,
    DORMANT_EMBEDDER: stage.models.embedder,
    DORMANT_ANALYST: "bedrock",
    BEDROCK_MODEL_ID: stage.models.chatModelId,
    DORMANT_S3_BUCKET: stage.integrationsBucket,
  };
}
