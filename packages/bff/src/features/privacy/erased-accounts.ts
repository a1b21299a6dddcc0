import type { TenantTransaction } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { listTombstones } from "./erasure.repository.ts";
import type { AccountIdentity, LoadErasureKeys } from "./erasure-keys.ts";

/** Whether an account was erased, and must not come back. */
export type IsErased = (account: AccountIdentity) => boolean;

const NOBODY: IsErased = () => false;

/**
 * Reads the tenant's tombstones.
 *
 * @throws {DomainError} `unavailable` where a key they need is not configured: without it the erased would come back
 */
export async function readErased(tx: TenantTransaction, loadKeys: LoadErasureKeys | undefined): Promise<IsErased> {
  const tombstones = await listTombstones(tx);
  if (tombstones.length === 0) return NOBODY;
  const keys = await loadKeys?.();
  if (keys === undefined || tombstones.some(({ keyId }) => !keys.knows(keyId))) {
    throw new DomainError(
      "unavailable",
      "Users of this tenant were erased by a key that is not configured; name it in DORMANT_ERASURE_KEYS.",
    );
  }
  const hashes = new Set(tombstones.map(({ hash }) => hash));
  return (account) => keys.candidatesOf(tx.tenantId, account).some(({ hash }) => hashes.has(hash.toString("hex")));
}
