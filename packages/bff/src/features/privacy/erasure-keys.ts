import { createHash, createHmac } from "node:crypto";
import type { TenantId } from "@dormant-users/shared-types";

/** What an account can be known by when it comes again. */
export interface AccountIdentity {
  readonly source: string;
  readonly externalId: string;
  /** By which accounts of one person are merged: an address, where there is one. */
  readonly mergeKey?: string | undefined;
}

/** A keyed hash that stands for an erased account. */
export interface Tombstone {
  readonly keyId: string;
  /** HMAC-SHA-256. */
  readonly hash: Buffer;
}

/** Gives the keys; undefined where none are configured. */
export type LoadErasureKeys = () => Promise<ErasureKeys | undefined>;

interface Key {
  readonly id: string;
  readonly secret: string;
}

/** The keys of the tombstones: without them nobody can tell whom a tombstone stands for, or try out names. */
export class ErasureKeys {
  readonly #keys: readonly Key[];

  /** @param secrets the one in use first; earlier ones after it, as long as tombstones of theirs stand */
  constructor(secrets: readonly [string, ...string[]]) {
    this.#keys = secrets.map((secret) => ({
      id: createHash("sha256").update(secret).digest("hex").slice(0, 12),
      secret,
    }));
  }

  knows(keyId: string): boolean {
    return this.#keys.some(({ id }) => id === keyId);
  }

  /** By the key in use: one for the account's id, one for its address. */
  tombstonesOf(tenantId: TenantId, account: AccountIdentity): Tombstone[] {
    return this.#hash(tenantId, account, this.#keys.slice(0, 1));
  }

  /** By every key. */
  candidatesOf(tenantId: TenantId, account: AccountIdentity): Tombstone[] {
    return this.#hash(tenantId, account, this.#keys);
  }

  #hash(tenantId: TenantId, { source, externalId, mergeKey }: AccountIdentity, keys: readonly Key[]): Tombstone[] {
    // The tenant is part of it: one person's tombstones in two tenants must not look alike.
    const facts = [
      ["account", tenantId, source, externalId],
      ...(mergeKey === undefined ? [] : [["address", tenantId, mergeKey]]),
    ];
    return keys.flatMap(({ id, secret }) =>
      facts.map((fact) => ({ keyId: id, hash: createHmac("sha256", secret).update(JSON.stringify(fact)).digest() })),
    );
  }
}
