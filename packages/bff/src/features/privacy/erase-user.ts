import type { ErasureReceipt, UserId } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { recordAudit } from "../audit/index.ts";
import { lockProfiles } from "../profiles/index.ts";
import { changeExemptions } from "../settings/index.ts";
import {
  addReceipt,
  addTombstones,
  deletePersonalData,
  findReceipt,
  holdProfile,
  listPersonalAccounts,
} from "./erasure.repository.ts";
import type { ErasureKeys } from "./erasure-keys.ts";

interface ErasureContext {
  readonly actor: string;
  readonly requestId: string | undefined;
  readonly keys: ErasureKeys;
}

/**
 * Erases everything about a user, and keeps later snapshots from bringing the user back. A run that has the user on its
 * list goes on without. Asked again it gives the same receipt.
 *
 * @throws {DomainError} `not_found` for a user this tenant never had
 */
export async function eraseUser(
  tx: TenantTransaction,
  userId: UserId,
  { actor, requestId, keys }: ErasureContext,
): Promise<ErasureReceipt> {
  // First: an ingestion under way would bring back what is deleted beside it.
  await lockProfiles(tx);
  if (!(await holdProfile(tx, userId))) {
    const earlier = await findReceipt(tx, userId);
    if (earlier === undefined) throw new DomainError("not_found", "There is no such user.");
    return earlier;
  }
  const namesUser = (value: string): boolean => value.toLowerCase() === userId.toLowerCase();
  await changeExemptions(tx, {
    actor,
    requestId,
    change: (exemptions) => exemptions.filter(({ kind, value }) => kind !== "user" || !namesUser(value)),
  });
  const accounts = await listPersonalAccounts(tx, userId);
  const words = accounts.flatMap(({ externalId, mergeKey, email }) => [
    externalId,
    mergeKey,
    ...(email ? [email] : []),
  ]);
  const tombstones = accounts.flatMap((account) => keys.tombstonesOf(tx.tenantId, account));
  const removed = await deletePersonalData(tx, userId, [...new Set(words)]);
  await addTombstones(tx, tombstones);
  const receipt = await addReceipt(tx, {
    user_id: userId.toLowerCase() as UserId,
    erased_by: actor,
    removed,
    tombstones: tombstones.length,
  });
  await recordAudit(tx, {
    actor,
    action: "user_erased",
    target: receipt.user_id,
    detail: { receipt_id: receipt.receipt_id, removed },
    requestId,
  });
  return receipt;
}
