import type { LogLevel } from "../observability/logger.ts";
import type { Secret } from "./secret.ts";

export type Mode = "development" | "production";

export interface IssuerConfig {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
}

/** Everything the product was told from outside, checked. Made by `loadConfig` alone. */
export interface Config {
  readonly mode: Mode;
  readonly onLambda: boolean;
  readonly host: string;
  readonly port: number;
  /** Absolute. */
  readonly dataDir: string;
  /** Undefined: the embedded database. */
  readonly databaseUrl: Secret | undefined;
  readonly databaseAdminUrl: Secret | undefined;
  /** `rds-proxy`: passwords are IAM tokens, and sessions are set up by statements. */
  readonly databaseAccess: "password" | "rds-proxy";
  readonly jwt: {
    /** Undefined: the development issuer, which exists only outside production. */
    readonly issuer: IssuerConfig | undefined;
    readonly algorithms: readonly string[];
    readonly tenantClaim: string;
    readonly scopeClaim: string;
  };
  readonly corsOrigins: readonly string[];
  readonly bodyLimitBytes: number;
  readonly requestTimeoutMs: number;
  readonly logLevel: LogLevel;
  /** Share of requests, 0…1, whose debug lines are written whatever the log level. */
  readonly logVerboseShare: number;
  /** Whether CloudWatch is to read metrics from log lines. */
  readonly embedMetrics: boolean;
  /** The deployment's name in log lines and metrics. */
  readonly stage: string;
  /** Undefined: answers are remembered in this process alone. */
  readonly redisUrl: Secret | undefined;
  /** Name or ARN of the bus that decisions are published on. Undefined: on none. */
  readonly eventBus: string | undefined;
  /** Name or ARN of the Lambda function that carries out runs. Undefined: they are carried out in this process. */
  readonly analysisFunction: string | undefined;
  /** Of the tombstones of erased users, the one in use first. None: in production nobody can be erased. */
  readonly erasureKeys: readonly Secret[];
  /** Where exports go that are too long for one answer. Undefined: nowhere. */
  readonly exportBucket: string | undefined;
  readonly models: {
    readonly embedder: "local" | "titan-g1" | "titan-v2";
    readonly analyst: "rules" | "bedrock";
    /** Undefined: the region's default chat model. */
    readonly bedrockModelId: string | undefined;
  };
  readonly s3: { readonly bucket: string | undefined; readonly endpoint: string | undefined; readonly region: string };
}
