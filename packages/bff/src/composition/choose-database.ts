import type { Config } from "../config/config.ts";
import type { Secret } from "../config/secret.ts";
import { type Database, openDatabase } from "../db/index.ts";
import { recordQuery } from "../observability/request-scope.ts";

const LAMBDA_POOL = 4;

/** The configured server, reached as the configuration says, else the embedded database of the data directory. */
export async function chooseDatabase(config: Config): Promise<Database> {
  const { databaseUrl, databaseAdminUrl = databaseUrl, dataDir, requestTimeoutMs } = config;
  const options = {
    // A statement that outlives its request works for nobody. Jobs state their own limit in their transactions.
    statementTimeoutMs: requestTimeoutMs,
    onQuery: ({ query, durationMs }: { query: string; durationMs: number }) => recordQuery(query, durationMs),
  };
  if (databaseUrl === undefined || databaseAdminUrl === undefined) {
    return openDatabase({ kind: "embedded", directory: dataDir, ...options });
  }
  return openDatabase({
    kind: "postgres",
    url: databaseUrl.reveal(),
    adminUrl: databaseAdminUrl.reveal(),
    ...(config.databaseAccess === "rds-proxy" && (await throughProxy(databaseUrl, databaseAdminUrl, config.s3.region))),
    // A sandbox answers one request at a time; its connections count times the sandboxes there may be.
    ...(config.onLambda && { poolSize: LAMBDA_POOL }),
    ...options,
  });
}

async function throughProxy(url: Secret, adminUrl: Secret, region: string) {
  // Loaded where it is used: a start with a password does not pay for the signer.
  const { createRdsToken } = await import("../adapters/rds-token/rds-token.ts");
  return {
    settings: "by_statement" as const,
    password: createRdsToken({ url: url.reveal(), region }),
    adminPassword: createRdsToken({ url: adminUrl.reveal(), region }),
  };
}
