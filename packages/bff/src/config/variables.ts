import { z } from "zod";
import { LOG_LEVELS } from "../observability/logger.ts";
import { Secret } from "./secret.ts";

/** Signatures with a public key; the symmetric ones would let whoever knows the public key sign. */
const JWT_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"] as const;

const wholeNumber = (min: number, max: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))
    .default(otherwise);

const share = (otherwise: number) =>
  z
    .string()
    .regex(/^(?:0|1|0?\.\d{1,6}|1\.0{1,6})$/, "must be a share from 0 to 1, such as 0.01")
    .transform(Number)
    .default(otherwise);

const postgresUrl = z
  .string()
  .refine(
    (text) => /^postgres(?:ql)?:$/.test(protocolOf(text)),
    "must look like postgres://user:password@host:5432/name",
  )
  .transform((text) => new Secret(text));

const redisUrl = z
  .string()
  .refine((text) => /^rediss?:$/.test(protocolOf(text)), "must look like redis://host:6379 or rediss://…")
  .transform((text) => new Secret(text));

const httpUrl = z.string().refine((text) => /^https?:$/.test(protocolOf(text)), "must be an http(s) address");

const origin = z
  .string()
  .refine(
    (text) => /^http:\/\/(?:localhost|127\.0\.0\.1):\*$/.test(text) || originOf(text) === text,
    "must be origins such as https://trustx.example, without a path",
  );

const list = <Item extends z.ZodType<unknown, string>>(item: Item) =>
  z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(item as z.ZodType<z.output<Item>, string>).min(1, "must name at least one"));

/** Every variable the product reads, what it means and what stands for it when it is absent. */
export const VARIABLES = {
  DORMANT_ENV: variable("`development` or `production`. Production when `NODE_ENV=production` or on Lambda.", {
    schema: z.enum(["development", "production"]).optional(),
    otherwise: "`development`",
  }),
  PORT: variable("Port of `serve`; 0 takes a free one.", { schema: wholeNumber(0, 65_535, 8787), otherwise: "8787" }),
  HOST: variable(
    "Address `serve` listens on. The development issuer answers loopback callers only, whatever stands here.",
    {
      schema: z.string().default("127.0.0.1"),
      otherwise: "127.0.0.1",
    },
  ),
  DATABASE_URL: variable("PostgreSQL server. Without it the embedded database in the data directory is used.", {
    schema: postgresUrl.optional(),
    otherwise: "embedded; needed in production",
  }),
  DATABASE_ADMIN_URL: variable("The same server as a role that may create schemas and roles; for migrations.", {
    schema: postgresUrl.optional(),
    otherwise: "`DATABASE_URL`",
  }),
  DATABASE_ACCESS: variable(
    "`password` of the URL, or `rds-proxy`: IAM tokens as passwords, over TLS, for logins without power of their own.",
    { schema: z.enum(["password", "rds-proxy"]).default("password"), otherwise: "password" },
  ),
  DORMANT_DATA_DIR: variable("Directory of the embedded database and the development key (`--data-dir`).", {
    schema: z.string().optional(),
    otherwise: "`.dormant` in the project",
  }),
  DORMANT_JWT_ISSUER: variable("`iss` that tokens must carry. Unset: the development issuer.", {
    schema: z.string().optional(),
    otherwise: "development issuer; needed in production",
  }),
  DORMANT_JWT_AUDIENCE: variable("`aud` that tokens must carry. Set together with the issuer.", {
    schema: z.string().optional(),
    otherwise: "needed with an issuer",
  }),
  DORMANT_JWT_JWKS_URL: variable("Where the issuer publishes its keys; https in production.", {
    schema: httpUrl.optional(),
    otherwise: "needed with an issuer",
  }),
  DORMANT_JWT_ALGORITHMS: variable(`Accepted signatures, of ${JWT_ALGORITHMS.join(", ")}.`, {
    schema: list(z.enum(JWT_ALGORITHMS)).default(["RS256", "ES256"]),
    otherwise: "RS256, ES256",
  }),
  DORMANT_JWT_TENANT_CLAIM: variable("Claim that names the tenant; a path into nested claims is written with dots.", {
    schema: z.string().default("tenant"),
    otherwise: "tenant",
  }),
  DORMANT_JWT_SCOPE_CLAIM: variable("Claim with the scopes: one string with spaces, or a list.", {
    schema: z.string().default("scope"),
    otherwise: "scope",
  }),
  DORMANT_CORS_ORIGINS: variable("Origins whose pages may read the API, separated by commas.", {
    schema: list(origin).optional(),
    otherwise: "none; in development any port of localhost",
  }),
  DORMANT_BODY_LIMIT_BYTES: variable("Largest accepted request body.", {
    schema: wholeNumber(1024, 6_000_000, 1_048_576),
    otherwise: "1048576",
  }),
  DORMANT_REQUEST_TIMEOUT_MS: variable("Time after which a request is answered 504.", {
    schema: wholeNumber(100, 300_000, 10_000),
    otherwise: "10000",
  }),
  DORMANT_LOG_LEVEL: variable(`One of ${LOG_LEVELS.join(", ")}. Logs go to stderr, one JSON object a line.`, {
    schema: z.enum(LOG_LEVELS).default("info"),
    otherwise: "info",
  }),
  DORMANT_LOG_VERBOSE_SHARE: variable("Share of requests, 0 to 1, whose debug lines are written whatever the level.", {
    schema: share(0),
    otherwise: "0",
  }),
  DORMANT_METRICS: variable("`embedded`: CloudWatch reads metrics from the log lines; `none`.", {
    schema: z.enum(["embedded", "none"]).optional(),
    otherwise: "`embedded` on Lambda, else `none`",
  }),
  DORMANT_STAGE: variable("The deployment's name in log lines and metrics, such as `prod`.", {
    schema: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,19}$/, "must be a short name such as prod")
      .default("local"),
    otherwise: "local",
  }),
  REDIS_URL: variable("Redis or Valkey that remembers answers for every process; rediss:// for TLS.", {
    schema: redisUrl.optional(),
    otherwise: "each process remembers its own",
  }),
  DORMANT_EVENT_BUS: variable("EventBridge bus (name or ARN) on which decisions are published.", {
    schema: z.string().min(1).max(400).optional(),
    otherwise: "decisions are published nowhere",
  }),
  DORMANT_ANALYSIS_FUNCTION: variable(
    "Lambda function (name or ARN) that carries out the analyses that are asked for.",
    {
      schema: z.string().min(1).max(400).optional(),
      otherwise: "they are carried out in the process; on Lambda they are refused",
    },
  ),
  DORMANT_ERASURE_KEYS: variable(
    "Secrets of at least 32 characters that erased users are remembered by, separated by commas; the first is used for " +
      "new ones, the others as long as users were erased by them.",
    {
      schema: list(z.string().min(32, "must be secrets of at least 32 characters"))
        .transform((keys) => keys.map((key) => new Secret(key)))
        .optional(),
      otherwise: "a key in the data directory; in production users cannot be erased",
    },
  ),
  DORMANT_EMBEDDER: variable("What makes vectors of users: `local`, or Bedrock's `titan-g1` or `titan-v2`.", {
    schema: z.enum(["local", "titan-g1", "titan-v2"]).default("local"),
    otherwise: "local",
  }),
  DORMANT_ANALYST: variable("Who writes insights: `rules`, or a model of `bedrock` with the rules behind it.", {
    schema: z.enum(["rules", "bedrock"]).default("rules"),
    otherwise: "rules",
  }),
  BEDROCK_MODEL_ID: variable("Chat model of Bedrock: an id, an inference profile or an ARN.", {
    schema: z.string().min(3).optional(),
    otherwise: "the region's default",
  }),
  DORMANT_S3_BUCKET: variable("Bucket with the tenants' exports (`tenant_<id>/…`).", {
    schema: z.string().min(3).optional(),
    otherwise: "local folders only",
  }),
  DORMANT_EXPORT_BUCKET: variable(
    "Bucket for exports too long for one answer on Lambda (`tenant_<id>/exports/…`); give it a lifecycle rule of a day.",
    { schema: z.string().min(3).optional(), otherwise: "such exports are refused; Node streams them" },
  ),
  AWS_REGION: variable("Region of the bucket and of Bedrock.", {
    schema: z.string().default("us-east-1"),
    otherwise: "us-east-1",
  }),
  DORMANT_S3_ENDPOINT: variable("Another S3-speaking server than AWS's own.", {
    schema: httpUrl.optional(),
    otherwise: "AWS",
  }),
} as const;

function variable<Schema extends z.ZodType>(meaning: string, rest: { schema: Schema; otherwise: string }) {
  return { meaning, ...rest };
}

function protocolOf(text: string): string {
  return URL.parse(text)?.protocol ?? "";
}

function originOf(text: string): string | undefined {
  return URL.parse(text)?.origin;
}
