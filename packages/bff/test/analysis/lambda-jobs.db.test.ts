import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  DetectedUsers,
  type DormantUserDetail,
  type DormantUsersPage,
  type JobId,
  ListedTenants,
  RefreshJob,
  StepProgress,
  StoredRun,
  type TenantId,
} from "@dormant-users/shared-types";
import { type FauxqsServer, startFauxqs } from "fauxqs";
import { handle } from "hono/aws-lambda";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { developmentToken } from "../../src/composition/choose-auth.ts";
import type { Services } from "../../src/composition/services.ts";
import { handleAnalysisEvent } from "../../src/features/analysis-jobs/index.ts";
import { takeArrivals } from "../../src/features/object-arrivals/index.ts";
import { createApp } from "../../src/http/app.ts";
import { withoutStage } from "../../src/http/lambda-event.ts";
import { productRoutes } from "../../src/http/product-routes.ts";
import { useBedrockStandIn } from "../bedrock-stand-in/use-bedrock-stand-in.ts";
import { useTestDatabase } from "../harness/test-database.ts";
import { httpApiEvent, objectCreated, queued } from "../lambda-events.ts";
import { openServices, person, tenantFile } from "./analysed-tenant.ts";
import { answerAsAnalyst } from "./answer-as-analyst.ts";

const BUCKET = "integrations";
const USERS = "/profile360/insights/dormant-users";
const SCHEDULE = {
  version: "0",
  id: "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
  "detail-type": "Scheduled Event",
  source: "aws.events",
  account: "123456789012",
  time: "2026-11-23T02:00:00Z",
  region: "us-east-1",
  resources: ["arn:aws:events:us-east-1:123456789012:rule/nightly"],
  detail: {},
};
const test = useTestDatabase();
// Its keys are the environment's, for S3 and Lambda too.
const bedrock = useBedrockStandIn({ answer: answerAsAnalyst });
let server: FauxqsServer;
let writer: S3Client;
let services: Services;

interface Invocation {
  readonly path: string;
  readonly type: string | undefined;
  readonly body: unknown;
}
const invoked: Invocation[] = [];
let lambdaStatus = 202;
/** As much of Lambda's wire as an asynchronous Invoke needs. */
const lambda = createServer(async (request, response) => {
  invoked.push({
    path: request.url ?? "",
    type: request.headers["x-amz-invocation-type"]?.toString(),
    body: JSON.parse(Buffer.concat(await request.toArray()).toString()),
  });
  response.writeHead(lambdaStatus).end();
});

beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false });
  await new Promise<void>((resolve) => lambda.listen(0, "127.0.0.1", resolve));
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  vi.stubEnv("AWS_ENDPOINT_URL_LAMBDA", `http://127.0.0.1:${(lambda.address() as AddressInfo).port}`);
  writer = new S3Client({ endpoint: server.address, region: "us-east-1", credentials, forcePathStyle: true });
  await writer.send(new CreateBucketCommand({ Bucket: BUCKET }));
  services = await openServices(test.database, environment());
});
const environment = () => ({
  DORMANT_S3_ENDPOINT: server.address,
  DORMANT_S3_BUCKET: BUCKET,
  DORMANT_ANALYSIS_FUNCTION: "detect-dormant-users",
});
afterEach(() => {
  invoked.length = 0;
  lambdaStatus = 202;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  writer.destroy();
  lambda.closeAllConnections();
  await new Promise((resolve) => lambda.close(resolve));
  await server.stop();
});

async function put(tenantId: TenantId, name = "people.json"): Promise<string> {
  const key = `tenant_${tenantId}/users/${name}`;
  const body = tenantFile(tenantId, [person(1, 60), person(2, 90), person(3, 1)]);
  await writer.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: body }));
  return key;
}

/** The function `detect-dormant-users`, for these tenants. */
const detect = (
  event: unknown,
  tenants: readonly TenantId[],
  signal = new AbortController().signal,
  by: Services = services,
) => handleAnalysisEvent({ ...by, listTenantIds: async () => tenants }, event, signal);

/** The function `api`, called by API Gateway. */
async function api(tenant: TenantId, path: string, method = "GET", body?: unknown) {
  const respond = handle(createApp(services, { routes: productRoutes(services) })) as unknown as (
    event: ReturnType<typeof withoutStage>,
    context: object,
  ) => Promise<{ statusCode: number; body: string; isBase64Encoded: boolean }>;
  const token = await developmentToken(services.config, { tenant });
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body !== undefined && { "content-type": "application/json" }),
  };
  const event = httpApiEvent({ method, path, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const answer = await respond(withoutStage(event), {});
  const text = answer.isBase64Encoded ? gunzipSync(Buffer.from(answer.body, "base64")).toString() : answer.body;
  return { status: answer.statusCode, body: JSON.parse(text) as unknown };
}

describe("the jobs on Lambda", () => {
  it("lead from an object in the bucket to the insight in the API, by events alone", async () => {
    const tenant = await test.createTenant();
    expect(await takeArrivals(services, queued(objectCreated(BUCKET, await put(tenant))))).toEqual({
      batchItemFailures: [],
    });
    expect(await detect(SCHEDULE, [tenant])).toMatchObject([{ tenant, status: "succeeded" }]);
    const { items } = (await api(tenant, USERS)).body as DormantUsersPage;
    expect(items.map(({ days_inactive, insight_source }) => [days_inactive, insight_source])).toEqual([
      [90, "rules"],
      [60, "rules"],
    ]);
    const detail = (await api(tenant, `${USERS}/${items[0]?.user_id}`)).body as DormantUserDetail;
    expect(detail.insight?.evidence.length).toBeGreaterThan(3);
    expect(detail.insight?.risk_level).toBe(items[0]?.risk_level);
  });

  it("lead the same way to an insight that a model of Bedrock wrote, beside peers that Titan's vectors found", async () => {
    const tenant = await test.createTenant();
    const models = { DORMANT_EMBEDDER: "titan-v2", DORMANT_ANALYST: "bedrock" };
    const asking = await openServices(test.database, { ...environment(), ...models });
    expect(await takeArrivals(asking, queued(objectCreated(BUCKET, await put(tenant))))).toEqual({
      batchItemFailures: [],
    });
    const signal = new AbortController().signal;
    expect(await detect(SCHEDULE, [tenant], signal, asking)).toMatchObject([{ tenant, status: "succeeded" }]);
    const { items } = (await api(tenant, USERS)).body as DormantUsersPage;
    expect(items.map(({ days_inactive, insight_source }) => [days_inactive, insight_source])).toEqual([
      [90, "model"],
      [60, "model"],
    ]);
    const { insight } = (await api(tenant, `${USERS}/${items[0]?.user_id}`)).body as DormantUserDetail;
    expect(insight).toMatchObject({ model_id: asking.chatModel?.modelId, rules_reason: null });
    expect(insight?.evidence.find(({ key }) => key === "peers")?.value).toMatchObject({ similar: 1 });
    expect(new Set(bedrock().calls.map(({ operation }) => operation))).toEqual(new Set(["invoke", "converse"]));
    await asking.close();
  });

  it("go by steps from tenants to stored totals, and every step may come twice", async () => {
    const tenant = await test.createTenant();
    await takeArrivals(services, objectCreated(BUCKET, await put(tenant)));
    const step = async (event: object) => {
      await detect(event, [tenant]);
      return detect(event, [tenant]);
    };
    expect(ListedTenants.parse(await step({ step: "list-tenants" }))).toEqual({ tenants: [tenant] });
    const found = DetectedUsers.parse(await step({ step: "detect", tenant }));
    expect(found).toMatchObject({ tenant, dormant: 2 });
    const { run_id } = found;
    const open = { tenant, run_id, status: "queued", done: true };
    expect(StepProgress.parse(await step({ step: "embed", tenant, run_id }))).toEqual(open);
    expect(StepProgress.parse(await step({ step: "analyze", tenant, run_id }))).toEqual(open);
    const stored = StoredRun.parse(await step({ step: "store", tenant, run_id }));
    expect(stored).toMatchObject({ status: "succeeded", dormant: 2, analysed: 2, failed: 0, cost_usd: 0 });
    expect(StepProgress.parse(await step({ step: "analyze", tenant, run_id }))).toMatchObject({ done: true });
  });

  it("say of an analysis whose time ended that it is not done, and go on where it was", async () => {
    const tenant = await test.createTenant();
    await takeArrivals(services, objectCreated(BUCKET, await put(tenant)));
    const { run_id } = DetectedUsers.parse(await detect({ step: "detect", tenant }, [tenant]));
    const analyze = { step: "analyze", tenant, run_id };
    expect(await detect(analyze, [tenant], AbortSignal.abort())).toMatchObject({ done: false });
    expect(await detect({ step: "store", tenant, run_id }, [tenant])).toMatchObject({ status: "queued", analysed: 0 });
    expect(await detect(analyze, [tenant])).toMatchObject({ done: true });
    expect(await detect({ step: "store", tenant, run_id }, [tenant])).toMatchObject({ status: "succeeded" });
  });

  it("carry out, by another function, the refresh that somebody asks the API for", async () => {
    const tenant = await test.createTenant();
    await takeArrivals(services, objectCreated(BUCKET, await put(tenant)));
    const started = await api(tenant, `${USERS}/refresh`, "POST", {});
    expect(started).toMatchObject({ status: 202, body: { status: "queued" } });
    const { job_id } = started.body as { job_id: JobId };
    expect(invoked).toEqual([
      {
        path: "/2015-03-31/functions/detect-dormant-users/invocations",
        type: "Event",
        body: { tenant, run_id: job_id },
      },
    ]);
    expect(await detect(invoked[0]?.body, [])).toEqual([{ tenant, run_id: job_id, status: "succeeded" }]);
    const job = RefreshJob.parse((await api(tenant, `${USERS}/refresh/${job_id}`)).body);
    expect(job).toMatchObject({ status: "succeeded", dormant: 2, analysed: 2 });
  });

  it("answer 503 where nobody can be told of a refresh; asking again tells of the same one", async () => {
    const tenant = await test.createTenant();
    lambdaStatus = 403;
    expect(await api(tenant, `${USERS}/refresh`, "POST", {})).toMatchObject({
      status: 503,
      body: { code: "unavailable" },
    });
    lambdaStatus = 202;
    expect(await api(tenant, `${USERS}/refresh`, "POST", {})).toMatchObject({ status: 202 });
    const [first, second] = invoked;
    expect(second?.body).toEqual(first?.body);
  });

  it("hand on a run whose time ended, and take up on schedule what nobody ended", async () => {
    const tenant = await test.createTenant();
    await takeArrivals(services, objectCreated(BUCKET, await put(tenant)));
    const { items } = (await api(tenant, USERS)).body as DormantUsersPage;
    const chosen = { user_ids: [items[0]?.user_id] };
    const { job_id } = (await api(tenant, `${USERS}/refresh`, "POST", chosen)).body as { job_id: JobId };
    invoked.length = 0;
    const cut = await detect({ tenant, run_id: job_id }, [tenant], AbortSignal.abort());
    expect(cut).toEqual([{ tenant, run_id: job_id, status: "unfinished" }]);
    expect(invoked.map(({ body }) => body)).toEqual([{ tenant, run_id: job_id }]);
    expect(await detect(SCHEDULE, [tenant])).toMatchObject([
      { status: "succeeded" },
      { run_id: job_id, status: "succeeded" },
    ]);
  });

  it.each([{ step: "detect" }, { step: "embark" }, { run_id: "x" }, { tenants: ["acme"] }, "all"])(
    "refuse the event %j instead of guessing",
    async (event) => {
      await expect(detect(event, [])).rejects.toThrow();
    },
  );

  it("report those records of a batch that should come again, and no others", async () => {
    const tenant = await test.createTenant();
    const batch = queued(
      objectCreated(BUCKET, await put(tenant)),
      objectCreated(BUCKET, "tenant_nobody_here/users/a.json"),
      objectCreated(BUCKET, `tenant_${tenant}/x/y/users/z.json`),
      objectCreated(BUCKET, `tenant_${tenant}/users/gone.json`),
      { hello: "world" },
      objectCreated(BUCKET, await put("no_such_tenant" as TenantId)),
    );
    expect(await takeArrivals(services, batch)).toEqual({ batchItemFailures: [{ itemIdentifier: "m-5" }] });
  });

  it("stop nobody for a tenant that fails", async () => {
    const tenant = await test.createTenant();
    const runs = await detect({}, ["no_such_tenant" as TenantId, tenant]);
    expect(runs).toMatchObject([{ status: "error" }, { tenant, status: "succeeded" }]);
  });
});
