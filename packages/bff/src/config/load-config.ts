import { join, resolve } from "node:path";
import { z } from "zod";
import { callerDirectory } from "./caller-directory.ts";
import type { Config, IssuerConfig, Mode } from "./config.ts";
import { VARIABLES } from "./variables.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Names every fault at once, with what to set; never the value that was found. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    const count = faults.length === 1 ? "a fault" : `${faults.length} faults`;
    super(`The configuration has ${count} (docs/configuration.md lists every variable):\n  ${faults.join("\n  ")}`);
    this.faults = faults;
  }
}

/** What the command line states; stronger than the environment. */
export interface ConfigFlags {
  readonly dataDir?: string | undefined;
  readonly port?: number | undefined;
}

const DEVELOPMENT_ORIGINS = ["http://localhost:*", "http://127.0.0.1:*"];
const DEFAULT_DATA_DIR = join(import.meta.dirname, "../../../../.dormant");

const Variables = z.object({
  ...(Object.fromEntries(Object.entries(VARIABLES).map(([name, { schema }]) => [name, schema])) as {
    [Name in keyof typeof VARIABLES]: (typeof VARIABLES)[Name]["schema"];
  }),
});
type Values = z.output<typeof Variables>;

/**
 * The only reader of the environment.
 *
 * @throws ConfigError
 */
export function loadConfig(flags: ConfigFlags = {}, environment: Environment = process.env): Config {
  // An empty variable is how a compose file or a shell says "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = Variables.safeParse({ ...given, ...fromFlags(flags) });
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`));
  }
  const values = parsed.data;
  const onLambda = given.AWS_LAMBDA_FUNCTION_NAME !== undefined;
  // A machine that is production by any sign is production: being wrong that way only asks for more settings.
  const mode: Mode = onLambda || given.NODE_ENV === "production" ? "production" : (values.DORMANT_ENV ?? "development");
  const faults: string[] = [];
  const issuer = issuerOf(values, mode, faults);
  if (mode === "production") faults.push(...productionFaults(values));
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    mode,
    onLambda,
    host: values.HOST,
    port: values.PORT,
    dataDir: resolve(callerDirectory(environment), values.DORMANT_DATA_DIR ?? DEFAULT_DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    databaseAdminUrl: values.DATABASE_ADMIN_URL ?? values.DATABASE_URL,
    databaseAccess: values.DATABASE_ACCESS,
    jwt: {
      issuer,
      algorithms: values.DORMANT_JWT_ALGORITHMS,
      tenantClaim: values.DORMANT_JWT_TENANT_CLAIM,
      scopeClaim: values.DORMANT_JWT_SCOPE_CLAIM,
    },
    corsOrigins: values.DORMANT_CORS_ORIGINS ?? (mode === "development" ? DEVELOPMENT_ORIGINS : []),
    bodyLimitBytes: values.DORMANT_BODY_LIMIT_BYTES,
    requestTimeoutMs: values.DORMANT_REQUEST_TIMEOUT_MS,
    logLevel: values.DORMANT_LOG_LEVEL,
    logVerboseShare: values.DORMANT_LOG_VERBOSE_SHARE,
    embedMetrics: values.DORMANT_METRICS === undefined ? onLambda : values.DORMANT_METRICS === "embedded",
    stage: values.DORMANT_STAGE,
    redisUrl: values.REDIS_URL,
    eventBus: values.DORMANT_EVENT_BUS,
    analysisFunction: values.DORMANT_ANALYSIS_FUNCTION,
    erasureKeys: values.DORMANT_ERASURE_KEYS ?? [],
    exportBucket: values.DORMANT_EXPORT_BUCKET,
    models: {
      embedder: values.DORMANT_EMBEDDER,
      analyst: values.DORMANT_ANALYST,
      bedrockModelId: values.BEDROCK_MODEL_ID,
    },
    s3: { bucket: values.DORMANT_S3_BUCKET, endpoint: values.DORMANT_S3_ENDPOINT, region: values.AWS_REGION },
  };
}

function fromFlags({ dataDir, port }: ConfigFlags): Record<string, string> {
  return {
    ...(dataDir !== undefined && { DORMANT_DATA_DIR: dataDir }),
    ...(port !== undefined && { PORT: String(port) }),
  };
}

function issuerOf(values: Values, mode: Mode, faults: string[]): IssuerConfig | undefined {
  const { DORMANT_JWT_ISSUER: issuer, DORMANT_JWT_AUDIENCE: audience, DORMANT_JWT_JWKS_URL: jwksUrl } = values;
  if (issuer === undefined && audience === undefined && jwksUrl === undefined && mode === "development") {
    return undefined;
  }
  if (issuer === undefined) faults.push("DORMANT_JWT_ISSUER: is not set; set it to the `iss` of your tokens");
  if (audience === undefined) faults.push("DORMANT_JWT_AUDIENCE: is not set; set it to the `aud` of your tokens");
  if (jwksUrl === undefined) faults.push("DORMANT_JWT_JWKS_URL: is not set; set it to the issuer's key set address");
  if (issuer === undefined || audience === undefined || jwksUrl === undefined) return undefined;
  return { issuer, audience, jwksUrl };
}

function productionFaults(values: Values): string[] {
  const faults: string[] = [];
  if (values.DATABASE_URL === undefined) {
    faults.push("DATABASE_URL: is not set; production needs a PostgreSQL server (postgres://user:password@host/name)");
  }
  if (values.DORMANT_JWT_JWKS_URL?.startsWith("http:") === true) {
    faults.push("DORMANT_JWT_JWKS_URL: must be https in production; whoever changes the keys on the way signs tokens");
  }
  if (values.DORMANT_CORS_ORIGINS?.some((origin) => origin.endsWith(":*")) === true) {
    faults.push("DORMANT_CORS_ORIGINS: `:*` is for development; name the host page's origin");
  }
  return faults;
}
