import type { UserId } from "@dormant-users/shared-types";
import type pg from "pg";
import { recallOf } from "../../packages/bff/src/features/insights/measure-search.ts";
import type { NearestUser } from "../../packages/bff/src/features/insights/nearest-users.repository.ts";
import { SPACE } from "./vector-stock.ts";

const HALF = `(embedding::halfvec(${SPACE.dimensions}))`;
/** From the breadth that is known to do for the size, up. */
const BREADTHS = [40, 100, 200, 400];
const BROADER_FROM = 100_000;

/** The same vectors in a plain table of an administrator's connection, freshly indexed: nothing of the product. */
export class Reference {
  readonly #client: pg.Client;
  readonly #queries = new Map<UserId, Buffer>();
  #indexed = false;

  constructor(client: pg.Client) {
    this.#client = client;
  }

  async copy(table: string, queries: readonly UserId[]): Promise<void> {
    await this.#client.query(`
      drop table if exists reference;
      create table reference (id uuid primary key, embedding vector not null);
      alter table reference alter column embedding set storage plain;
      insert into reference select user_id, embedding from ${table} order by random()`);
    await this.#client.query("vacuum analyze reference");
    const { rows } = await this.#client.query(
      "select id, vector_send(embedding) as value from reference where id = any ($1::uuid[])",
      [queries],
    );
    for (const { id, value } of rows) this.#queries.set(id, value);
  }

  /** The true ten nearest of each, by reading everything. */
  async truth(users: readonly UserId[]): Promise<NearestUser[]> {
    await this.#client.query("set enable_indexscan = off; set enable_bitmapscan = off");
    const found = await this.#listAll(users, false);
    await this.#client.query("reset enable_indexscan; reset enable_bitmapscan");
    return found;
  }

  /**
   * The cheapest design that finds enough: reading everything where not `indexed`, else half-precision HNSW 16/128
   * at the first of four breadths (of three from 100,000 on), else reading everything.
   */
  async choose(truth: readonly NearestUser[], wanted: number, indexed: boolean): Promise<string> {
    const exact = "exact, vectors beside their rows";
    if (!indexed) return exact;
    const users = [...new Set(truth.map(({ userId }) => userId))];
    await this.#client.query("set maintenance_work_mem = '1500MB'");
    await this.#client.query(
      `create index reference_hnsw on reference using hnsw (${HALF} halfvec_cosine_ops) with (m = 16, ef_construction = 128)`,
    );
    this.#indexed = true;
    const { rows } = await this.#client.query<{ count: number }>("select count(*)::integer from reference");
    const least = (rows[0]?.count ?? 0) >= BROADER_FROM ? 100 : 0;
    for (const breadth of BREADTHS.filter((one) => one >= least)) {
      await this.#client.query(`set hnsw.ef_search = ${breadth}`);
      const recall = recallOf(await this.#listAll(users, true), truth);
      if (recall >= wanted) return `halfvec HNSW 16/128, ef_search ${breadth}, fresh: recall ${recall.toFixed(4)}`;
    }
    this.#indexed = false;
    await this.#client.query("drop index reference_hnsw");
    return `${exact} (HNSW finds too few at ${BREADTHS.at(-1)})`;
  }

  /** One search as bare as it can be: a named statement, a binary vector, no transaction. */
  async search(userId: UserId): Promise<{ id: UserId; similarity: number }[]> {
    const { rows } = await this.#client.query(this.#statement(userId, this.#indexed));
    return rows;
  }

  #statement(userId: UserId, indexed: boolean) {
    const distance = indexed ? `${HALF} <=> $1::vector::halfvec(${SPACE.dimensions})` : "embedding <=> $1";
    return {
      name: indexed ? "reference_indexed" : "reference_exact",
      text: `select id, 1 - (embedding <=> $1::vector) as similarity from reference where id <> $2 order by ${distance} limit 10`,
      values: [this.#queries.get(userId), userId],
    };
  }

  async #listAll(users: readonly UserId[], indexed: boolean): Promise<NearestUser[]> {
    const found: NearestUser[] = [];
    for (const userId of users) {
      const { rows } = await this.#client.query({ ...this.#statement(userId, indexed), name: "" });
      for (const { id, similarity } of rows) found.push({ userId, neighbourId: id, similarity });
    }
    return found;
  }
}
