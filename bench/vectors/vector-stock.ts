import type { TenantId, UserId } from "@dormant-users/shared-types";
import { defineQuery, schemaOf } from "../../packages/bff/src/db/index.ts";
import { saveEmbeddings } from "../../packages/bff/src/features/insights/embeddings.repository.ts";
import type { BenchDatabase } from "../bench-database.ts";

export const SPACE = { modelId: "amazon.titan-embed-text-v1", dimensions: 1536 } as const;
const BULK = 500;

/** A tenant's dormant users and their vectors, which grow, go and change by the product's own writes. */
export class VectorStock {
  readonly tenantId: TenantId;
  /** Users with a vector. */
  users: UserId[] = [];
  readonly #bench: BenchDatabase;
  readonly #waiting: UserId[];
  readonly #vector: () => Float32Array;

  private constructor(bench: BenchDatabase, tenantId: TenantId, users: UserId[], vector: () => Float32Array) {
    this.#bench = bench;
    this.tenantId = tenantId;
    this.#waiting = users;
    this.#vector = vector;
  }

  static async of(bench: BenchDatabase, users: number, vector: () => Float32Array): Promise<VectorStock> {
    const tenantId = await bench.createTenant();
    const schema = schemaOf(tenantId);
    await bench.bare.query(`
      insert into ${schema}.sources (name, kind, data_as_of, reports_activity) values ('okta', 'okta', now(), true);
      insert into ${schema}.feeds (source_ids) values ('{1}');
      insert into ${schema}.cohorts (standing, standing_reason, account_type, privileged, ever_active, held, feed_id)
      values ('judged', null, 'human', false, true, false, 1)`);
    const { rows } = await bench.bare.query<{ user_id: UserId }>(
      `insert into ${schema}.user_profiles (merge_key, external_id, email, name, account_type, source_ids, last_active_at,
         account_start_at, cohort_id)
       select 'k' || g, 'x' || g, 'user' || g || '@example.com', 'User ' || g, 'human', '{1}',
         now() - (100 + g % 900) * interval '1 day', now() - interval '1500 days', 1
       from generate_series(1, $1::integer) g returning user_id`,
      [users],
    );
    return new VectorStock(
      bench,
      tenantId,
      rows.map(({ user_id }) => user_id),
      vector,
    );
  }

  /** Gives the next users their first vectors, past the product: what was there before the bench begins. */
  async fill(count: number): Promise<void> {
    const { bare } = this.#bench;
    const { rows } = await bare.query<{ oid: number }>("select 'vector'::regtype::oid::integer as oid");
    for (let at = 0; at < count; at += BULK) {
      const userIds = this.#take(Math.min(BULK, count - at));
      await bare.query(
        `insert into ${schemaOf(this.tenantId)}.user_embeddings (user_id, model_id, dimensions, embedding, content_hash, input_tokens)
         select u, '${SPACE.modelId}', ${SPACE.dimensions}, v, 'h', 90 from unnest($1::uuid[], $2::vector[]) as t (u, v)`,
        [userIds, vectorArray(rows[0]?.oid ?? 0, userIds.map(this.#vector))],
      );
    }
    await bare.query(`vacuum analyze ${schemaOf(this.tenantId)}.user_embeddings`);
  }

  /** Users who become dormant. */
  grow(count: number): Promise<number> {
    return this.#write(this.#take(count));
  }

  /** Users whose facts changed: every n-th. */
  change(count: number): Promise<number> {
    const step = Math.floor(this.users.length / count);
    return this.#write(this.users.filter((_, at) => at % step === 0).slice(0, count));
  }

  async erase(count: number): Promise<void> {
    const step = Math.floor(this.users.length / count);
    const gone = new Set(this.users.filter((_, at) => at % step === 1).slice(0, count));
    await this.#bench.database.withTenant(this.tenantId, (tx) => tx.execute(eraseUsers, [...gone]), {
      statementTimeoutMs: 0,
    });
    this.users = this.users.filter((userId) => !gone.has(userId));
  }

  #take(count: number): UserId[] {
    const taken = this.#waiting.splice(0, count);
    this.users.push(...taken);
    return taken;
  }

  /** By the product's repository, ten in a transaction as it does; gives milliseconds for each. */
  async #write(userIds: readonly UserId[]): Promise<number> {
    const startedAt = performance.now();
    for (let at = 0; at < userIds.length; at += 10) {
      const made = userIds.slice(at, at + 10).map((userId) => ({
        userId,
        modelId: SPACE.modelId,
        contentHash: "h",
        inputTokens: 90,
        vector: this.#vector(),
      }));
      await this.#bench.database.withTenant(this.tenantId, (tx) => saveEmbeddings(tx, made));
    }
    return (performance.now() - startedAt) / userIds.length;
  }
}

/** PostgreSQL's binary form of a one-dimensional array of vectors. */
function vectorArray(elementOid: number, vectors: readonly Float32Array[]): Buffer {
  const each = 4 + 4 + 4 * SPACE.dimensions;
  const value = Buffer.alloc(20 + vectors.length * each);
  for (const [at, word] of [1, 0, elementOid, vectors.length, 1].entries()) value.writeInt32BE(word, 4 * at);
  for (const [at, vector] of vectors.entries()) {
    const from = 20 + at * each;
    value.writeInt32BE(each - 4, from);
    value.writeInt16BE(SPACE.dimensions, from + 4);
    for (let part = 0; part < vector.length; part += 1) value.writeFloatBE(vector[part] as number, from + 8 + 4 * part);
  }
  return value;
}

const eraseUsers = defineQuery<readonly UserId[]>({
  name: "bench.erase_users",
  text: (schema) => `DELETE FROM ${schema}.user_profiles WHERE user_id = ANY ($1::uuid[])`,
  params: (ids) => [ids],
});
