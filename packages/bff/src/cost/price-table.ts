/** Where a price was taken from. None was asked of AWS's price service: check before you plan with them. */
export type PriceSource =
  /** AWS's public price page of the service, us-east-1, on demand, as known in the table's month. */
  | "list"
  /** Our judgement, for want of a price: what it rests on is in `note`. */
  | "assumption";

export interface PriceEntry {
  /** US dollars for one `per`. */
  readonly usd: number;
  readonly per: string;
  readonly source: PriceSource;
  readonly note?: string;
}

/** The month of the list prices below. Models have a table of their own, `adapters/bedrock/model-table.ts`. */
export const PRICE_TABLE_DATE = "2026-11";

/** Every price beside the models', us-east-1, without free tiers. */
export const PRICES = {
  lambdaGbSecond: { usd: 0.0000133334, per: "GB-second, arm64", source: "list" },
  lambdaRequest: { usd: 0.2 / 1e6, per: "request", source: "list" },
  apiRequest: { usd: 1 / 1e6, per: "request of an HTTP API", source: "list" },
  proxyVcpuHour: { usd: 0.015, per: "vCPU-hour of the database behind RDS Proxy, two at least", source: "list" },
  databaseInstanceHour: {
    usd: 0.478,
    per: "hour of db.m7g.large-like, 2 vCPU, two zones",
    source: "assumption",
    note: "the instance is TrustX's own: take its real price",
  },
  databaseGbMonth: { usd: 0.23, per: "GB-month of gp3 in two zones", source: "list" },
  backupGbMonth: { usd: 0.095, per: "GB-month beyond the free size", source: "list" },
  cacheGbHour: { usd: 0.084, per: "GB-hour of Valkey serverless, 0.1 GB at least", source: "list" },
  cacheUnit: { usd: 0.0023 / 1e6, per: "ElastiCache processing unit", source: "list" },
  endpointHour: { usd: 0.01, per: "hour of an interface endpoint in one zone", source: "list" },
  endpointGb: { usd: 0.01, per: "GB through an interface endpoint", source: "list" },
  logsIngestedGb: { usd: 0.5, per: "GB of log lines taken in", source: "list" },
  logsStoredGbMonth: { usd: 0.03, per: "GB-month of compressed log", source: "list" },
  metricMonth: { usd: 0.3, per: "custom metric and month, by the hour in which it has a value", source: "list" },
  alarmMonth: { usd: 0.1, per: "alarm and month", source: "list" },
  dashboardMonth: { usd: 3, per: "dashboard and month", source: "list" },
  traces: { usd: 5 / 1e6, per: "trace recorded", source: "list" },
  eventBridgeEvent: { usd: 1 / 1e6, per: "event, of S3 or our own", source: "list" },
  schedulerCall: { usd: 1 / 1e6, per: "call of the scheduler", source: "list" },
  stateTransition: { usd: 25 / 1e6, per: "transition of a standard state machine", source: "list" },
  queueRequest: { usd: 0.4 / 1e6, per: "request to a queue", source: "list" },
  s3GbMonth: { usd: 0.023, per: "GB-month", source: "list" },
  s3Put: { usd: 0.005 / 1e3, per: "PUT or LIST", source: "list" },
  s3Get: { usd: 0.0004 / 1e3, per: "GET", source: "list" },
  cdnGb: { usd: 0.085, per: "GB to the internet", source: "list" },
  cdnRequest: { usd: 0.01 / 1e4, per: "request by HTTPS", source: "list" },
  keyMonth: { usd: 1, per: "key and month", source: "list" },
  keyRequest: { usd: 0.03 / 1e4, per: "request to a key", source: "list" },
  secretMonth: { usd: 0.4, per: "secret and month", source: "list" },
} as const satisfies Readonly<Record<string, PriceEntry>>;

export type PriceName = keyof typeof PRICES;
