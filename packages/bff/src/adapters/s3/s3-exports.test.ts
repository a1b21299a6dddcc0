import { ListMultipartUploadsCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { TenantId } from "@dormant-users/shared-types";
import { type FauxqsServer, startFauxqs } from "fauxqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createS3Exports } from "./s3-exports.ts";

const BUCKET = "exports";
const NOW = Date.parse("2026-11-22T06:00:00.000Z");
const connection = { region: "us-east-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } };
let server: FauxqsServer;
let client: S3Client;

beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false });
  server.createBucket(BUCKET);
  client = new S3Client({ ...connection, endpoint: server.address, forcePathStyle: true });
});
afterAll(async () => {
  client.destroy();
  await server.stop();
});

const store = () => createS3Exports({ bucket: BUCKET, ...connection, endpoint: server.address, now: () => NOW });
const file = (tenant: string, chunks: AsyncIterable<string>, signal = new AbortController().signal) => ({
  tenant: TenantId.parse(tenant),
  name: "users.csv",
  type: "text/csv; charset=utf-8",
  chunks,
  signal,
});
async function* repeated(line: string, times: number): AsyncGenerator<string> {
  for (let index = 0; index < times; index += 1) yield line;
}
const keysOf = async (tenant: string) =>
  ((await client.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: `tenant_${tenant}/` }))).Contents ?? []).map(
    ({ Key }) => Key,
  );

test("a file of several parts lies whole behind a link that needs no token and ends after five minutes", async () => {
  const line = `${"é".repeat(50_000)}\r\n`;
  const { url, expiresAt } = await store().keep(file("acme", repeated(line, 130)));
  expect(expiresAt).toBe("2026-11-22T06:05:00.000Z");
  expect(new URL(url).searchParams.get("X-Amz-Expires")).toBe("300");
  expect(new URL(url).searchParams.get("response-content-disposition")).toBe('attachment; filename="users.csv"');
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(line.repeat(130));
  expect(await keysOf("acme")).toEqual([expect.stringMatching(/^tenant_acme\/exports\/[\da-f-]{36}\/users\.csv$/)]);
});

test.each(["the list fails", "the caller hangs up"])("nothing is left where %s half-way", async (reason) => {
  const tenant = reason.includes("list") ? "failing" : "leaving";
  const caller = new AbortController();
  async function* broken(): AsyncGenerator<string> {
    yield* repeated("x".repeat(1_000_000), 12);
    if (tenant === "failing") throw new Error("the database is gone");
    caller.abort();
    yield* repeated("x".repeat(1_000_000), 12);
  }
  await expect(store().keep(file(tenant, broken(), caller.signal))).rejects.toThrow();
  expect(await keysOf(tenant)).toEqual([]);
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: BUCKET }));
  expect(Uploads.filter(({ Key }) => Key?.startsWith(`tenant_${tenant}/`))).toEqual([]);
});
