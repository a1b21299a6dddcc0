import { EventEmitter, once } from "node:events";
import pg from "pg";
import { expect } from "vitest";
import { person, tenantFile } from "../analysis/analysed-tenant.ts";
import type { FaultRow } from "./fault-row.ts";
import { listedUsers } from "./promises.ts";
import type { Scene } from "./scene.ts";

const LATER = "2026-11-22T00:00:00.000Z";
const EARLIER = "2026-05-01T00:00:00.000Z";
const OBJECT = "people.json";
/** Enough that some are asked about after the fault: ten are at once. */
const PEOPLE = 14;

const COMMIT = "commit; ";
const TAKE_RUN = ["of taking the run up", "SET status = 'running'"] as const;
const CLAIM_USERS = ["of taking users up", "attempts = attempts + 1"] as const;

const READ_FACTS = "insights.list_user_facts";
/** Tells of each statement that failed, by its name. */
const timedOut = new EventEmitter();

const isUnderWay = ({ analysed }: { readonly analysed: number }): boolean => analysed > 0;

/** The first of the people is back, and one more has gone quiet. */
const changedFile = ({ tenantId, people: [back, ...rest] }: Scene): string =>
  tenantFile(tenantId, [{ ...person(0, 1), ...back, quietDays: 1 }, ...rest, person(500, 70)], LATER);

export const STORE_FAULTS: readonly FaultRow[] = [
  {
    told: "The database drops its connections",
    needs: ["server"],
    people: PEOPLE,
    async bring(scene, { test }) {
      const client = new pg.Client({ connectionString: test.url });
      await client.connect();
      const terminate = () =>
        client.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
      const run = await scene.run({ meanwhile: { when: isUnderWay, act: terminate } });
      await client.end();
      return run;
    },
    run: { status: "succeeded", failed: 0 },
    authors: { model: PEOPLE },
  },
  {
    told: "The database is away, and comes back",
    needs: ["server"],
    people: PEOPLE,
    bring: (scene, { relays: { database } }) =>
      scene.run({ meanwhile: { when: isUnderWay, act: async () => database?.cutFor(20) } }),
    run: { status: "succeeded", failed: 0, modelCalls: PEOPLE },
    authors: { model: PEOPLE },
    calls: { converse: PEOPLE },
  },
  {
    told: "The database does what it is told, and its answer is lost",
    fault: "now and then",
    needs: ["server"],
    people: PEOPLE,
    async bring(scene, { relays: { database } }) {
      database?.loseAnswersTo(COMMIT, { every: 4 });
      const run = await scene.run();
      expect(database?.lost).toBeGreaterThan(PEOPLE / 2);
      await database?.mend();
      return run;
    },
    run: { status: "succeeded", failed: 0, modelCalls: PEOPLE },
    authors: { model: PEOPLE },
    calls: { converse: PEOPLE },
  },
  ...[TAKE_RUN, CLAIM_USERS].map(
    ([fault, statement]): FaultRow => ({
      told: "The database does what it is told, and its answer is lost",
      fault,
      needs: ["server"],
      async bring(scene, { relays: { database } }) {
        database?.before(statement, () => database.loseAnswersTo(COMMIT, { times: 1 }));
        const run = await scene.run();
        expect(database?.lost).toBe(1);
        return run;
      },
      run: { status: "succeeded", analysed: 4 },
      authors: { model: 4 },
    }),
  ),
  {
    told: "The database is too slow for a statement",
    needs: ["server"],
    database: { statementTimeoutMs: 500, onQuery: ({ query, failed }) => failed && timedOut.emit(query) },
    async bring(scene, { test, relays: { database } }) {
      const client = new pg.Client({ connectionString: test.url });
      await client.connect();
      const isCancelled = once(timedOut, READ_FACTS);
      database?.before(CLAIM_USERS[1], () =>
        client.query(`BEGIN; LOCK TABLE tenant_${scene.tenantId}.return_outlooks`),
      );
      const [run] = await Promise.all([scene.run(), isCancelled.then(() => client.query("ROLLBACK"))]);
      await client.end();
      return run;
    },
    run: { status: "succeeded", analysed: 4, failed: 0 },
    authors: { model: 4 },
  },
  {
    told: "The cache is gone",
    needs: ["cache"],
    async bring(scene, { relays: { cache } }) {
      const before = await listedUsers(scene);
      expect(await listedUsers(scene)).toEqual(before);
      const run = await scene.run({ meanwhile: { when: isUnderWay, act: async () => cache?.stop() } });
      const after = await listedUsers(scene);
      expect(after.map(({ user_id }) => user_id)).toEqual(before.map(({ user_id }) => user_id));
      expect(after.map(({ insight_source }) => insight_source)).toEqual(before.map(() => "model"));
      return run;
    },
    run: { status: "succeeded" },
    authors: { model: 4 },
    logged: "cache_unusable",
  },
  {
    told: "An object is gone before it is read",
    async bring(scene, world) {
      expect(await world.arrive(scene, "gone.json")).toBe(false);
      return scene.run();
    },
    run: { status: "succeeded" },
    authors: { model: 4 },
    logged: "object_refused",
  },
  {
    told: "An object is replaced while it is read",
    async bring(scene, world) {
      const { tenantId, people } = scene;
      await world.put(scene, OBJECT, tenantFile(tenantId, people.slice(1), LATER));
      world.relays.objects.before("GET /", () => world.put(scene, OBJECT, changedFile(scene)));
      expect(await world.arrive(scene, OBJECT), "it comes again").toBe(true);
      expect(await world.arrive(scene, OBJECT)).toBe(false);
      return scene.run();
    },
    run: { status: "succeeded", dormant: 4 },
    authors: { model: 4 },
    logged: "object_failed",
  },
  {
    told: "The bucket cannot be reached",
    async bring(scene, world) {
      const { objects } = world.relays;
      await world.put(scene, OBJECT, changedFile(scene));
      objects.before("GET /", () => objects.stop());
      expect(await world.arrive(scene, OBJECT), "it comes again").toBe(true);
      await objects.mend();
      expect(await world.arrive(scene, OBJECT)).toBe(false);
      return scene.run();
    },
    run: { status: "succeeded", dormant: 4 },
    authors: { model: 4 },
    logged: "object_failed",
  },
  {
    told: "A newer object arrives while a run works",
    people: PEOPLE,
    async bring(scene, world) {
      await world.put(scene, OBJECT, changedFile(scene));
      const act = () => world.arrive(scene, OBJECT);
      const first = await scene.run({ meanwhile: { when: isUnderWay, act } });
      expect(first).toMatchObject({ status: "succeeded", failed: 0 });
      return scene.run();
    },
    // Whoever has gone quiet since is on the next run's list.
    run: { status: "succeeded", dormant: PEOPLE },
    authors: { model: PEOPLE },
  },
  {
    told: "An older object arrives while a run works",
    people: PEOPLE,
    async bring(scene, world) {
      const allBack = scene.people.map((one) => ({ ...one, quietDays: 0 }));
      await world.put(scene, OBJECT, tenantFile(scene.tenantId, allBack, EARLIER));
      const act = () => world.arrive(scene, OBJECT);
      return scene.run({ meanwhile: { when: isUnderWay, act } });
    },
    run: { status: "succeeded", failed: 0 },
    authors: { model: expect.any(Number) as number },
  },
  {
    told: "The embedder is out of reach when an object arrives",
    async bring(scene, world) {
      await world.put(scene, OBJECT, changedFile(scene));
      world.standIn.inject("access_denied", { times: 1_000, when: ({ operation }) => operation === "invoke" });
      expect(await world.arrive(scene, OBJECT), "it is taken in all the same").toBe(false);
      return scene.run();
    },
    run: { status: "succeeded", dormant: 4 },
    authors: { model: 4 },
    logged: "object_taken",
  },
];
