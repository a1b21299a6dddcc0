import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { type FauxqsServer, startFauxqs } from "fauxqs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openObjects } from "../src/composition/open-objects.ts";
import { useTestDatabase } from "./harness/test-database.ts";
import { IngestedTenant } from "./ingestion/ingested-tenant.ts";
import { collected } from "./ingestion/objects.ts";
import { trustx } from "./ingestion/records.ts";

const AS_OF = "2026-11-01T00:00:00.000Z";
const test = useTestDatabase();
let server: FauxqsServer;
let bucket: S3Client;

beforeAll(async () => {
  // The client finds its keys as a role's are found, in the environment.
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  server = await startFauxqs({ port: 0, logger: false });
  server.createBucket("integrations");
  bucket = new S3Client({ endpoint: server.address, region: "us-east-1", forcePathStyle: true });
});
afterAll(async () => {
  bucket.destroy();
  await server.stop();
  vi.unstubAllEnvs();
});

const put = (key: string, body: object) =>
  bucket.send(new PutObjectCommand({ Bucket: "integrations", Key: key, Body: JSON.stringify(body) }));
const open = (place: string) =>
  openObjects(place, { s3: { bucket: undefined, endpoint: server.address, region: "us-east-1" } });

describe("a place in a bucket", () => {
  it("is ingested like a folder: manifest first, everybody in, absence known", async () => {
    const tenant = await IngestedTenant.make(test);
    const ids = ["a", "b", "ç+d e"];
    for (const id of ids) await put(tenant.key(`users/${id}.json`), trustx(id, "2026-10-30T00:00:00Z"));
    await put(tenant.key("manifest.json"), { tenant: tenant.tenantId, as_of: AS_OF, users: ids.length });
    for (const path of ["", "/", "/users", "/users/", "/manifest.json"]) {
      const { store, objects, close } = await open(`s3://integrations/tenant_${tenant.tenantId}${path}`);
      const result = await tenant.ingest(store, { objects: objects() });
      expect(result).toMatchObject({ objects: 3, users: 3, refused: [], dataAsOf: AS_OF });
      close();
    }
    expect(Object.keys(await tenant.reasons()).toSorted()).toEqual(ids.toSorted());
    const [source] = await tenant.rows("SELECT last_complete_at FROM $schema.sources");
    expect(source).toEqual({ last_complete_at: AS_OF });
  });

  it("does not name what only begins like it", async () => {
    await put("tenant_acme/users/a.json", trustx("a", null));
    await put("tenant_acme_two/users/b.json", trustx("b", null));
    const { objects } = await open("s3://integrations/tenant_acme");
    expect((await collected(objects())).map(({ key }) => key)).toEqual(["tenant_acme/users/a.json"]);
  });

  it("that is one object is that object, and a bucket that is not there is told", async () => {
    await put("tenant_acme/users/a.json", trustx("a", null));
    const one = await open("s3://integrations/tenant_acme/users/a.json");
    expect((await collected(one.objects())).map(({ key }) => key)).toEqual(["tenant_acme/users/a.json"]);
    const none = await open("s3://nowhere/tenant_acme/");
    await expect(collected(none.objects())).rejects.toMatchObject({ name: "ObjectStoreError", fault: "not_found" });
  });
});
