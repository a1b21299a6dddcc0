import { TenantId } from "@dormant-users/shared-types";
import { ObjectUnreadable } from "../../src/features/ingestion/ingestion-errors.ts";
import { normaliseObject } from "../../src/features/ingestion/normalise-object.ts";
import type { SourceAccount } from "../../src/features/ingestion/normalising/source-account.ts";
import type { QuarantinedRecord } from "../../src/features/ingestion/quarantine.ts";
import type { ReadLimits } from "../../src/features/ingestion/reading/limits.ts";
import type { ParsedRecord } from "../../src/features/ingestion/reading/parse-record.ts";
import { openUserObject, type UserObject } from "../../src/features/ingestion/reading/user-object.ts";

export const TENANT = TenantId.parse("northwind");
const SNAPSHOT_AT_MS = Date.parse("2026-11-01T00:00:00Z");

export interface ObjectOptions {
  readonly tenantId?: TenantId;
  readonly key?: string;
  /** Sizes of the chunks the bytes come in, repeated; one chunk without it. */
  readonly chunkBytes?: number;
  readonly limits?: Partial<ReadLimits>;
}

/** Opens content as if it lay in a store. */
export function opened(content: string | Buffer, options: ObjectOptions = {}): Promise<UserObject> {
  const bytes = Buffer.from(content);
  const {
    key = "tenant_northwind/users/a.json",
    chunkBytes = Math.max(bytes.length, 1),
    limits = {},
    tenantId = TENANT,
  } = options;
  async function* open() {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  return openUserObject({ key, open, tenantId, limits });
}

export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export async function recordsOf(content: string | Buffer, options?: ObjectOptions): Promise<ParsedRecord[]> {
  return await collected((await opened(content, options)).records());
}

/** Every record's value, or why there is none. */
export async function values(content: string | Buffer, options?: ObjectOptions): Promise<unknown[]> {
  return (await recordsOf(content, options)).map((record) =>
    record.fault === undefined ? record.value : record.fault,
  );
}

export async function positionsOf(content: string | Buffer, options?: ObjectOptions): Promise<number[]> {
  return (await recordsOf(content, options)).map(({ position }) => position);
}

/** How the whole object was refused. */
export async function unreadable(content: string | Buffer, options?: ObjectOptions): Promise<ObjectUnreadable> {
  try {
    await recordsOf(content, options);
  } catch (error) {
    if (error instanceof ObjectUnreadable) return error;
    throw error;
  }
  throw new Error("the object was read");
}

export interface Normalised {
  readonly accounts: SourceAccount[];
  readonly quarantined: QuarantinedRecord[];
  readonly hashes: string[];
}

/** Normalises content, or values written as JSON. */
export async function normalised(
  content: string | Buffer | object,
  options: ObjectOptions & { snapshotAtMs?: number } = {},
): Promise<Normalised> {
  const bytes = typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content);
  const object = await opened(bytes, options);
  const result: Normalised = { accounts: [], quarantined: [], hashes: [] };
  for await (const record of normaliseObject(object, {
    tenantId: options.tenantId ?? TENANT,
    snapshotAtMs: options.snapshotAtMs ?? SNAPSHOT_AT_MS,
  })) {
    if ("account" in record) {
      result.accounts.push(record.account);
      result.hashes.push(record.contentHash);
    } else result.quarantined.push(record.quarantined);
  }
  return result;
}

/** The one account that a record turns into. */
export async function accountFrom(record: object, snapshotAtMs = SNAPSHOT_AT_MS): Promise<SourceAccount> {
  const { accounts, quarantined } = await normalised(record, { snapshotAtMs });
  const [account] = accounts;
  if (account === undefined) throw new Error(`no account: ${JSON.stringify(quarantined)}`);
  return account;
}
