import type { ReturnBasis, UserId } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { findComparableAccounts } from "../../rhythm/comparable-accounts.ts";
import { DAY_MS } from "../detection/index.ts";
import { findOwnDays, hasHistory } from "./account-days.repository.ts";
import { findReturnModel } from "./return-model.repository.ts";

/**
 * What became of the tenant's accounts that were once as quiet as the user is. Null before the first analysis, for a user
 * who is not quiet, and where the past holds too few such silences.
 *
 * @param measuredAt the instant the user's silence is measured at
 */
export async function findReturnBasis(
  tx: TenantTransaction,
  userId: UserId,
  measuredAt: string | null,
): Promise<ReturnBasis | null> {
  if (measuredAt === null) return null;
  const model = (await findReturnModel(tx))?.model;
  const own = model && (await findOwnDays(tx, userId));
  if (model === undefined || own === undefined || !hasHistory(own)) return null;
  const comparable = findComparableAccounts(model, own.days, Math.floor(Date.parse(measuredAt) / DAY_MS));
  return comparable === undefined ? null : { similar_silences: comparable.judged, returned: comparable.returned };
}
