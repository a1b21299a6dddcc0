import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { startFauxqs } from "fauxqs";
import { afterAll, afterEach, beforeAll } from "vitest";
import { type Database, openDatabase } from "../../src/db/index.ts";
import { takeArrivals } from "../../src/features/object-arrivals/index.ts";
import { answerAsAnalyst } from "../analysis/answer-as-analyst.ts";
import type { Answer } from "../bedrock-stand-in/converse-response.ts";
import type { BedrockStandIn } from "../bedrock-stand-in/stand-in.ts";
import { useBedrockStandIn } from "../bedrock-stand-in/use-bedrock-stand-in.ts";
import { type Relay, startRelay } from "../harness/relay.ts";
import { type TestDatabase, useTestDatabase } from "../harness/test-database.ts";
import { objectCreated, queued } from "../lambda-events.ts";
import { openScene, type Scene, type SceneParts } from "./scene.ts";

const BUCKET = "integrations";

/** What a row may need besides the embedded database. */
export type Need = "server" | "cache";

export const ADDRESSES: Readonly<Record<Need, string | undefined>> = {
  server: process.env.TEST_DATABASE_URL || undefined,
  cache: process.env.TEST_REDIS_URL || undefined,
};

/** Everything outside the product, each behind a relay that can fail. */
export interface World {
  readonly standIn: BedrockStandIn;
  readonly test: TestDatabase;
  readonly relays: { readonly objects: Relay; readonly database: Relay | undefined; readonly cache: Relay | undefined };
  /** What the chat model says from now on, in this test. */
  answerWith(answer: Answer): void;
  /** Puts an object into the tenant's folder of the bucket. */
  put(scene: Pick<Scene, "tenantId">, name: string, content: object | string): Promise<void>;
  /** Lets the product take in objects that S3 reports. @returns whether the queue is to bring them again */
  arrive(scene: Scene, ...names: readonly string[]): Promise<boolean>;
  /** A scene whose product reaches database, cache and bucket through the relays. */
  open(parts: SceneParts, needs: readonly Need[]): Promise<Scene>;
}

export function useWorld(): () => World {
  const test = useTestDatabase();
  let answer: Answer = answerAsAnalyst;
  const standIn = useBedrockStandIn({ answer: (question) => answer(question) });
  const closing: (() => Promise<unknown> | unknown)[] = [];
  let world: World | undefined;

  const relayTo = async (address: string): Promise<Relay> => {
    const { hostname, port } = new URL(address);
    const relay = await startRelay({ host: hostname, port: Number(port) });
    closing.push(() => relay.close());
    return relay;
  };

  beforeAll(async () => {
    const server = await startFauxqs({ port: 0, logger: false });
    closing.push(() => server.stop());
    server.createBucket(BUCKET);
    const bucket = new S3Client({ endpoint: server.address, region: "us-east-1", forcePathStyle: true });
    closing.unshift(() => bucket.destroy());
    const objects = await relayTo(server.address);
    const database = test.url === undefined ? undefined : await relayTo(test.url);
    const cache = ADDRESSES.cache === undefined ? undefined : await relayTo(ADDRESSES.cache);
    const keyOf = ({ tenantId }: Pick<Scene, "tenantId">, name: string) => `tenant_${tenantId}/users/${name}`;
    world = {
      standIn: standIn(),
      test,
      relays: { objects, database, cache },
      answerWith: (other) => {
        answer = other;
      },
      async put(scene, name, content) {
        const Body = typeof content === "string" ? content : JSON.stringify(content);
        await bucket.send(new PutObjectCommand({ Bucket: BUCKET, Key: keyOf(scene, name), Body }));
      },
      async arrive(scene, ...names) {
        const events = names.map((name) => objectCreated(BUCKET, keyOf(scene, name)));
        scene.arrivals.push(...names);
        const { batchItemFailures } = await takeArrivals(scene.services, queued(...events));
        return batchItemFailures.length > 0;
      },
      async open(parts, needs) {
        const environment = {
          DORMANT_S3_ENDPOINT: `http://127.0.0.1:${objects.port}`,
          ...(needs.includes("cache") && cache !== undefined && { REDIS_URL: `redis://127.0.0.1:${cache.port}` }),
        };
        const tenantId = await test.createTenant();
        if (!needs.includes("server") || test.url === undefined || database === undefined) {
          return openScene(test.database, tenantId, { ...parts, environment });
        }
        const url = new URL(test.url);
        url.host = `127.0.0.1:${database.port}`;
        const through: Database = await openDatabase({ kind: "postgres", url: url.href, ...parts.database });
        const scene = await openScene(through, tenantId, { ...parts, environment });
        return { ...scene, close: () => scene.close().then(() => through.close()) };
      },
    };
  });
  afterEach(async () => {
    answer = answerAsAnalyst;
    for (const relay of Object.values(world?.relays ?? {})) await relay?.mend();
  });
  afterAll(async () => {
    for (const close of closing.toReversed()) await close();
  });
  return () => {
    if (world === undefined) throw new Error("the world is there inside tests and hooks only");
    return world;
  };
}
