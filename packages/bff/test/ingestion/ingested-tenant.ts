import type { Settings, TenantId } from "@dormant-users/shared-types";
import { schemaOf } from "../../src/db/index.ts";
import type { DormancyRequest } from "../../src/features/detection/judgement.ts";
import { type ListRequest, listDormantUsers } from "../../src/features/detection/list-dormant-users.ts";
import {
  type IngestRequest,
  type IngestResult,
  ingestObjects,
  type ObjectStore,
} from "../../src/features/ingestion/index.ts";
import { putSettings } from "../../src/features/settings/put-settings.ts";
import { getStoredSettings } from "../../src/features/settings/settings.repository.ts";
import { rawSql } from "../harness/raw-sql.ts";
import type { TestDatabase } from "../harness/test-database.ts";
import { Bucket } from "./bucket.ts";

/** The clock of these tests: later than every instant in the shared data. */
export const NOW_MS = Date.parse("2026-11-22T06:00:00Z");

type IngestOptions = Partial<Pick<IngestRequest, "asOf" | "accept" | "signal" | "objects">>;

// What changes when nothing does: when, and that, somebody looked.
const BOOKKEEPING = new Set(["ingested_at", "updated_at", "quarantined_at"]);
const LOGS = ["audit_log", "schema_migrations", "answer_generation"];

/** A tenant and the ways to fill it, ask it and look into it. */
export class IngestedTenant {
  readonly tenantId: TenantId;
  readonly #test: TestDatabase;

  private constructor(test: TestDatabase, tenantId: TenantId) {
    this.#test = test;
    this.tenantId = tenantId;
  }

  static async make(test: TestDatabase): Promise<IngestedTenant> {
    return new IngestedTenant(test, await test.createTenant());
  }

  /** Takes in what a store holds. */
  async ingest(store: ObjectStore, options: IngestOptions = {}): Promise<IngestResult> {
    const { tenantId } = this;
    const request = { tenantId, store, objects: store.list(""), actor: "test", nowMs: NOW_MS, ...options };
    return ingestObjects(this.#test.database, request);
  }

  /** Takes in one object at the tenant's own `users/`, or at a path below the tenant's folder. */
  async put(content: string | Buffer | object, options: IngestOptions & { path?: string; at?: string } = {}) {
    const { path = "users/a.json", at, ...rest } = options;
    return this.ingest(new Bucket().put(this.key(path), content, at), rest);
  }

  key(path: string): string {
    return `tenant_${this.tenantId}/${path}`;
  }

  /** A tenant file: complete, and dated by itself. */
  file(asOf: string, users: readonly object[]): object {
    return { tenant: this.tenantId, as_of: asOf, users };
  }

  async list(request: ListRequest = {}) {
    return this.#test.database.withTenant(
      this.tenantId,
      (tx) => listDormantUsers(tx, { states: ["all"], limit: 100_000, ...request }, NOW_MS),
      { readOnly: true, isolation: "repeatable read" },
    );
  }

  /** The reason for each user's state, by the id in the source. */
  async reasons(request: DormancyRequest = {}): Promise<Record<string, string>> {
    const { items } = await this.list(request);
    return Object.fromEntries(items.map((user) => [user.external_id, user.reason]));
  }

  async user(externalId: string) {
    const { items } = await this.list({ accountTypes: ["all"] });
    const user = items.find((one) => one.external_id === externalId);
    if (user === undefined) throw new Error(`no user ${externalId}`);
    return user;
  }

  async rows<Row = Record<string, unknown>>(sql: string): Promise<Row[]> {
    return this.#test.database.withTenant(this.tenantId, (tx) => tx.list(rawSql<Row>(sql)), { readOnly: true });
  }

  async change(settings: (before: Settings) => Settings): Promise<void> {
    await this.#test.database.withTenant(this.tenantId, async (tx) => {
      const { version: _version, updated_at: _at, updated_by: _by, ...before } = await getStoredSettings(tx);
      const change = { settings: settings(before), actor: "test", requestId: undefined, accepts: () => true };
      await putSettings(tx, change);
    });
  }

  /** Every row of every table but the logs, without what only keeps the books. */
  async dump(): Promise<Record<string, string[]>> {
    const tables = await this.rows<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = '${schemaOf(this.tenantId)}'::regnamespace
       AND c.relkind = 'r' ORDER BY 1`,
    );
    const dump: Record<string, string[]> = {};
    for (const { name } of tables.filter((table) => !LOGS.includes(table.name))) {
      const rows = await this.rows<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) AS row FROM $schema.${name} t`,
      );
      dump[name] = rows
        .map(({ row }) => JSON.stringify(Object.entries(row).filter(([column]) => !BOOKKEEPING.has(column))))
        .toSorted();
    }
    return dump;
  }
}
