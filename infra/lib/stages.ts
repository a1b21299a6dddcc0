/** Every place the product is deployed to, in the order a release passes through them. */
export const STAGE_NAMES = ["dev", "stg", "preprod", "prod"] as const;
export type StageName = (typeof STAGE_NAMES)[number];

/** One Lambda function each; the name is also its bundle's and its entry's. */
export const FUNCTION_NAMES = [
  "api",
  "generate-user-embeddings",
  "detect-dormant-users",
  "retention",
  "migrate",
] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

export interface FunctionSize {
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Most that run at once; also the most database connections it can hold, times its pool. */
  readonly reservedConcurrency: number;
}

/** Everything that differs between stages, spelled out: no stage inherits from another. */
export interface Stage {
  readonly name: StageName;
  readonly region: string;
  /** Two zones of the TrustX VPC, in the order of its private subnets. */
  readonly availabilityZones: readonly [string, string];
  readonly integrationsBucket: string;
  /** Pages that may call the API and load the remote. */
  readonly hostOrigins: readonly string[];
  readonly databaseName: string;
  readonly jwt: { readonly tenantClaim: string; readonly scopeClaim: string };
  readonly models: { readonly embedder: "titan-v2"; readonly chatModelId: string };
  /** Of all tenants together; beyond it callers are answered 429. */
  readonly throttle: { readonly requestsPerSecond: number; readonly burst: number };
  readonly functions: Readonly<Record<FunctionName, FunctionSize>>;
  /** How new code of the API takes over: at once, or a tenth of the requests first. */
  readonly trafficShift: "all_at_once" | "canary_10_percent_5_minutes";
  /** Tenants analysed at the same time in the night. */
  readonly tenantsAtOnce: number;
  /** When the night's run starts, in `timeZone`. */
  readonly nightlyRun: { readonly hour: number; readonly minute: number; readonly timeZone: string };
  readonly logRetentionDays: 14 | 30 | 90 | 365;
  readonly cache: { readonly maxGigabytes: number; readonly maxEcpuPerSecond: number };
  readonly monthlyBudgetUsd: number;
  readonly alarmEmail: string;
  /** Whether deleting a stack deletes what it stores. */
  readonly keepData: boolean;
}

const FUNCTIONS_OF_A_SMALL_STAGE: Stage["functions"] = {
  api: { memoryMb: 1024, timeoutSeconds: 29, reservedConcurrency: 20 },
  "generate-user-embeddings": { memoryMb: 1024, timeoutSeconds: 300, reservedConcurrency: 5 },
  "detect-dormant-users": { memoryMb: 1024, timeoutSeconds: 900, reservedConcurrency: 5 },
  retention: { memoryMb: 512, timeoutSeconds: 900, reservedConcurrency: 1 },
  migrate: { memoryMb: 512, timeoutSeconds: 900, reservedConcurrency: 1 },
};

export const STAGES: Readonly<Record<StageName, Stage>> = {
  dev: {
    name: "dev",
    region: "us-east-1",
    availabilityZones: ["us-east-1a", "us-east-1b"],
    integrationsBucket: "assurex-integrations-dev",
    hostOrigins: ["https://app-dev.trustx.cloud", "http://localhost:3000"],
    databaseName: "trustx",
    jwt: { tenantClaim: "custom:tenant_id", scopeClaim: "scope" },
    models: { embedder: "titan-v2", chatModelId: "us.anthropic.claude-haiku-5-5" },
    throttle: { requestsPerSecond: 50, burst: 100 },
    functions: FUNCTIONS_OF_A_SMALL_STAGE,
    trafficShift: "all_at_once",
    tenantsAtOnce: 2,
    nightlyRun: { hour: 2, minute: 0, timeZone: "Etc/UTC" },
    logRetentionDays: 14,
    cache: { maxGigabytes: 1, maxEcpuPerSecond: 1000 },
    monthlyBudgetUsd: 100,
    alarmEmail: "dormant-users-dev@trustx.cloud",
    keepData: false,
  },
  stg: {
    name: "stg",
    region: "us-east-1",
    availabilityZones: ["us-east-1a", "us-east-1b"],
    integrationsBucket: "assurex-integrations-stg",
    hostOrigins: ["https://app-stg.trustx.cloud"],
    databaseName: "trustx",
    jwt: { tenantClaim: "custom:tenant_id", scopeClaim: "scope" },
    models: { embedder: "titan-v2", chatModelId: "us.anthropic.claude-haiku-5-5" },
    throttle: { requestsPerSecond: 50, burst: 100 },
    functions: FUNCTIONS_OF_A_SMALL_STAGE,
    trafficShift: "all_at_once",
    tenantsAtOnce: 2,
    nightlyRun: { hour: 2, minute: 0, timeZone: "Etc/UTC" },
    logRetentionDays: 30,
    cache: { maxGigabytes: 1, maxEcpuPerSecond: 1000 },
    monthlyBudgetUsd: 100,
    alarmEmail: "dormant-users-stg@trustx.cloud",
    keepData: true,
  },
  preprod: {
    name: "preprod",
    region: "us-east-1",
    availabilityZones: ["us-east-1a", "us-east-1b"],
    integrationsBucket: "assurex-integrations-preprod",
    hostOrigins: ["https://app-preprod.trustx.cloud"],
    databaseName: "trustx",
    jwt: { tenantClaim: "custom:tenant_id", scopeClaim: "scope" },
    models: { embedder: "titan-v2", chatModelId: "us.anthropic.claude-haiku-5-5" },
    throttle: { requestsPerSecond: 200, burst: 400 },
    functions: {
      api: { memoryMb: 1024, timeoutSeconds: 29, reservedConcurrency: 50 },
      "generate-user-embeddings": { memoryMb: 1024, timeoutSeconds: 300, reservedConcurrency: 10 },
      "detect-dormant-users": { memoryMb: 1024, timeoutSeconds: 900, reservedConcurrency: 10 },
      retention: { memoryMb: 512, timeoutSeconds: 900, reservedConcurrency: 1 },
      migrate: { memoryMb: 512, timeoutSeconds: 900, reservedConcurrency: 1 },
    },
    trafficShift: "canary_10_percent_5_minutes",
    tenantsAtOnce: 10,
    nightlyRun: { hour: 2, minute: 0, timeZone: "Etc/UTC" },
    logRetentionDays: 30,
    cache: { maxGigabytes: 2, maxEcpuPerSecond: 5000 },
    monthlyBudgetUsd: 800,
    alarmEmail: "dormant-users-preprod@trustx.cloud",
    keepData: true,
  },
  prod: {
    name: "prod",
    region: "us-east-1",
    availabilityZones: ["us-east-1a", "us-east-1b"],
    integrationsBucket: "assurex-integrations-prod",
    hostOrigins: ["https://app.trustx.cloud"],
    databaseName: "trustx",
    jwt: { tenantClaim: "custom:tenant_id", scopeClaim: "scope" },
    models: { embedder: "titan-v2", chatModelId: "us.anthropic.claude-haiku-5-5" },
    throttle: { requestsPerSecond: 500, burst: 1000 },
    functions: {
      api: { memoryMb: 1024, timeoutSeconds: 29, reservedConcurrency: 100 },
      "generate-user-embeddings": { memoryMb: 1024, timeoutSeconds: 300, reservedConcurrency: 20 },
      "detect-dormant-users": { memoryMb: 1024, timeoutSeconds: 900, reservedConcurrency: 20 },
      retention: { memoryMb: 512, timeoutSeconds: 900, reservedConcurrency: 1 },
      migrate: { memoryMb: 512, timeoutSeconds: 900, reservedConcurrency: 1 },
    },
    trafficShift: "canary_10_percent_5_minutes",
    tenantsAtOnce: 20,
    nightlyRun: { hour: 2, minute: 0, timeZone: "Etc/UTC" },
    logRetentionDays: 365,
    cache: { maxGigabytes: 5, maxEcpuPerSecond: 10_000 },
    monthlyBudgetUsd: 800,
    alarmEmail: "dormant-users-on-call@trustx.cloud",
    keepData: true,
  },
};

/** @throws {RangeError} naming the stages there are */
export function getStage(name: string | undefined): Stage {
  const found = STAGE_NAMES.find((known) => known === name);
  if (found === undefined) {
    throw new RangeError(`there is no stage ${name ?? "(none given)"}; the stages are ${STAGE_NAMES.join(", ")}`);
  }
  return STAGES[found];
}
