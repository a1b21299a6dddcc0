import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { type FauxqsServer, startFauxqs } from "fauxqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collected, TENANT } from "../../../test/ingestion/objects.ts";
import { normaliseObject } from "../../features/ingestion/normalise-object.ts";
import { openUserObject } from "../../features/ingestion/reading/user-object.ts";
import { createS3Objects } from "./s3-objects.ts";

const BUCKET = "integrations";
const credentials = { accessKeyId: "test", secretAccessKey: "test" };
let server: FauxqsServer;
let writer: S3Client;

beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false });
  server.createBucket(BUCKET);
  writer = new S3Client({ endpoint: server.address, region: "us-east-1", credentials, forcePathStyle: true });
});
afterAll(async () => {
  writer.destroy();
  await server.stop();
});

const put = (key: string, body: string | Buffer) =>
  writer.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: body }));
const connect = (change: Partial<Parameters<typeof createS3Objects>[0]> = {}) =>
  createS3Objects({
    bucket: BUCKET,
    region: "us-east-1",
    endpoint: server.address,
    credentials,
    maxAttempts: 1,
    ...change,
  });
const textOf = async (stream: AsyncIterable<Uint8Array>) => Buffer.concat(await collected(stream)).toString();

describe("against a server that speaks S3", () => {
  test("a listing of several pages gives every object under the prefix, once", async () => {
    for (let i = 0; i < 7; i++) await put(`tenant_pages/users/${i}.json`, "[]");
    await put("tenant_pages2/users/x.json", "[]");
    const objects = await collected(connect({ pageSize: 3 }).list("tenant_pages/"));
    expect(objects.map(({ key }) => key)).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => `tenant_pages/users/${i}.json`));
    expect(objects[0]).toMatchObject({
      size: 2,
      lastModifiedAt: expect.any(Date),
      version: expect.stringMatching(/./),
    });
  });

  test("keys with odd characters come back as they were written", async () => {
    const keys = ["a b+c.json", "é 灯台.json", "100%.json", "q?x=1&y.json"].map((name) => `tenant_odd/users/${name}`);
    for (const key of keys) await put(key, key);
    const store = connect();
    const objects = await collected(store.list("tenant_odd/"));
    expect(objects.map(({ key }) => key).sort()).toEqual(keys.sort());
    for (const object of objects) expect(await textOf(store.open(object))).toBe(object.key);
  });

  test("a large object streams back byte for byte, and describe says what list says", async () => {
    const body = Buffer.alloc(3_000_000, "0123456789");
    await put("tenant_large/users/a.json", body);
    const store = connect();
    const [listed] = await collected(store.list("tenant_large/"));
    if (listed === undefined) throw new Error("nothing listed");
    expect(await store.describe(listed.key)).toMatchObject({ size: listed.size, version: listed.version });
    expect(Buffer.concat(await collected(store.open(listed))).equals(body)).toBe(true);
  });

  test("an object replaced since it was listed is refused", async () => {
    await put("tenant_change/users/a.json", "[1]");
    const store = connect();
    const [listed] = await collected(store.list("tenant_change/"));
    if (listed === undefined) throw new Error("nothing listed");
    await put("tenant_change/users/a.json", "[2]");
    await expect(collected(store.open(listed))).rejects.toMatchObject({ name: "ObjectStoreError", fault: "changed" });
  });

  test("a packed export is normalised straight from the bucket", async () => {
    const key = "tenant_northwind/okta/users/page.json.gz";
    const user = { id: "1", status: "ACTIVE", created: "2024-01-01T00:00:00.000Z", profile: { login: "a@b.example" } };
    await put(key, gzipSync(JSON.stringify([user])));
    const store = connect();
    const object = await openUserObject({ key, open: () => store.open({ key }), tenantId: TENANT });
    const records = await collected(normaliseObject(object, { tenantId: TENANT, snapshotAtMs: Date.now() }));
    expect(records).toMatchObject([{ account: { externalId: "1", sourceKind: "okta" } }]);
  });

  test("what is not there is not found", async () => {
    const store = connect();
    const missing = { name: "ObjectStoreError", fault: "not_found", message: expect.stringMatching(/check/) };
    await expect(collected(store.open({ key: "no.json" }))).rejects.toMatchObject(missing);
    await expect(store.describe("no.json")).rejects.toMatchObject(missing);
    await expect(collected(connect({ bucket: "no-such-bucket" }).list(""))).rejects.toMatchObject(missing);
  });

  test("a signal stops listing and reading with its own reason", async () => {
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    await expect(collected(connect().list("", { signal }))).rejects.toBe(reason);
    await expect(collected(connect().open({ key: "a" }, { signal }))).rejects.toBe(reason);
  });
});

describe("against servers that fail", () => {
  /** A server whose every answer is the same. */
  async function answering(answer: (requests: number, reply: import("node:http").ServerResponse) => void) {
    let requests = 0;
    const http: Server = createServer((_request, reply) => answer(++requests, reply));
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const { port } = http.address() as AddressInfo;
    return {
      store: (attempts: number) =>
        connect({ endpoint: `http://127.0.0.1:${port}`, maxAttempts: attempts, silenceTimeoutMs: 200 }),
      requests: () => requests,
      stop: () => {
        http.closeAllConnections();
        http.close();
      },
    };
  }
  const xmlError = (code: string) =>
    `<?xml version="1.0"?><Error><Code>${code}</Code><Message>SECRET</Message></Error>`;

  test.each([
    [403, "AccessDenied", "denied"],
    [403, "SignatureDoesNotMatch", "denied"],
    [404, "NoSuchKey", "not_found"],
    [412, "PreconditionFailed", "changed"],
    [400, "ExpiredToken", "denied"],
    [500, "InternalError", "unreachable"],
  ])("%i %s is %s, and the message keeps the server's words to itself", async (status, code, fault) => {
    const s3 = await answering((_n, reply) =>
      reply.writeHead(status, { "content-type": "application/xml" }).end(xmlError(code)),
    );
    const error = await collected(s3.store(1).open({ key: "a.json" })).catch((thrown: unknown) => thrown);
    s3.stop();
    expect(error).toMatchObject({ name: "ObjectStoreError", fault, key: "a.json" });
    expect((error as Error).message).not.toContain("SECRET");
  });

  test("a passing failure is tried again by the SDK", async () => {
    const s3 = await answering((n, reply) => {
      if (n < 3) reply.writeHead(503).end(xmlError("SlowDown"));
      else reply.writeHead(200, { etag: '"e"' }).end("[]");
    });
    expect(await textOf(s3.store(3).open({ key: "a.json" }))).toBe("[]");
    expect(s3.requests()).toBe(3);
    s3.stop();
  });

  test("a connection cut in the middle of an object is an error, not its end", async () => {
    const s3 = await answering((_n, reply) => {
      reply.writeHead(200, { "content-length": "1000", etag: '"e"' });
      reply.write("[{}", () => reply.destroy());
    });
    await expect(collected(s3.store(1).open({ key: "a.json" }))).rejects.toMatchObject({ fault: "unreachable" });
    s3.stop();
  });

  test("a server that stays silent is given up", async () => {
    const s3 = await answering(() => {});
    await expect(s3.store(1).describe("a.json")).rejects.toMatchObject({ fault: "unreachable" });
    s3.stop();
  });

  test("nobody listening is unreachable", async () => {
    const s3 = await answering(() => {});
    s3.stop();
    await expect(s3.store(1).describe("a.json")).rejects.toMatchObject({ fault: "unreachable" });
  });
});
