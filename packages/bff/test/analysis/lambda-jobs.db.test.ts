import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { TenantId } from "@dormant-users/shared-types";
import { type FauxqsServer, startFauxqs } from "fauxqs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Services } from "../../src/composition/services.ts";
import { takeArrivals } from "../../src/features/object-arrivals/index.ts";
import { runScheduled } from "../../src/features/scheduled-runs/index.ts";
import { useTestDatabase } from "../harness/test-database.ts";
import { AS_OF, openServices, person, tenantFile } from "./analysed-tenant.ts";

const BUCKET = "integrations";
const test = useTestDatabase();
let server: FauxqsServer;
let writer: S3Client;
let services: Services;
beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false });
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  for (const [name, value] of [
    ["AWS_ACCESS_KEY_ID", "test"],
    ["AWS_SECRET_ACCESS_KEY", "test"],
  ] as const) {
    vi.stubEnv(name, value);
  }
  writer = new S3Client({ endpoint: server.address, region: "us-east-1", credentials, forcePathStyle: true });
  await writer.send(new CreateBucketCommand({ Bucket: BUCKET }));
  services = await openServices(test.database, { DORMANT_S3_ENDPOINT: server.address, DORMANT_S3_BUCKET: BUCKET });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  writer.destroy();
  await server.stop();
});

/** As EventBridge delivers it for a bucket with notifications on. */
const objectCreated = (key: string) => ({
  version: "0",
  id: "17793124-05d4-b198-2fde-7ededc63b103",
  "detail-type": "Object Created",
  source: "aws.s3",
  account: "123456789012",
  time: AS_OF,
  region: "us-east-1",
  resources: [`arn:aws:s3:::${BUCKET}`],
  detail: {
    version: "0",
    bucket: { name: BUCKET },
    object: {
      key,
      size: 5,
      etag: "b57f9512698f4b09e608f4f2a65852e5",
      "version-id": "x",
      sequencer: "00617F08299329D189",
    },
    "request-id": "N4N7GDK58NMKJ12R",
    requester: "123456789012",
    "source-ip-address": "1.2.3.4",
    reason: "PutObject",
  },
});

const queued = (...events: readonly unknown[]) => ({
  Records: events.map((event, index) => ({
    messageId: `m-${index}`,
    receiptHandle: "h",
    body: JSON.stringify(event),
    attributes: {},
    messageAttributes: {},
    eventSource: "aws:sqs",
    awsRegion: "us-east-1",
  })),
});

async function put(tenantId: TenantId, name = "people.json"): Promise<string> {
  const key = `tenant_${tenantId}/users/${name}`;
  const body = tenantFile(tenantId, [person(1, 60), person(2, 90), person(3, 1)]);
  await writer.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: body }));
  return key;
}

describe("the jobs on Lambda", () => {
  it("lead from an object in the bucket to insights, by events alone", async () => {
    const tenant = await test.createTenant();
    expect(await takeArrivals(services, objectCreated(await put(tenant)))).toEqual({ batchItemFailures: [] });
    const listTenantIds = async () => [tenant];
    const schedule = { "detail-type": "Scheduled Event", source: "aws.events", detail: {} };
    const signal = new AbortController().signal;
    const runs = await runScheduled({ ...services, listTenantIds }, schedule, signal);
    expect(runs).toEqual([{ tenant, status: "succeeded" }]);
    const again = await runScheduled({ ...services, listTenantIds: async () => [] }, { tenant }, signal);
    expect(again).toEqual([{ tenant, status: "succeeded" }]);
  });

  it("report those records of a batch that should come again, and no others", async () => {
    const tenant = await test.createTenant();
    const batch = queued(
      objectCreated(await put(tenant)),
      objectCreated("tenant_nobody_here/users/a.json"),
      objectCreated(`tenant_${tenant}/x/y/users/z.json`),
      objectCreated(`tenant_${tenant}/users/gone.json`),
      { hello: "world" },
      objectCreated(await put("no_such_tenant" as TenantId)),
    );
    expect(await takeArrivals(services, batch)).toEqual({ batchItemFailures: [{ itemIdentifier: "m-5" }] });
  });

  it("stop in time and leave the rest to the next call", async () => {
    const tenant = await test.createTenant();
    const runs = await runScheduled({ ...services, listTenantIds: async () => [] }, { tenant }, AbortSignal.abort());
    expect(runs).toEqual([{ tenant, status: "unfinished" }]);
  });
});
