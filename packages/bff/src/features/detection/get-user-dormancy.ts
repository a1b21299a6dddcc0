import { STATE_OF_REASON, type UserDormancy, type UserId } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { listAccounts } from "./accounts.repository.ts";
import { withAssessments } from "./assessments.repository.ts";
import { getDetectionContext } from "./context.repository.ts";
import { toDormantUser, toMillis } from "./dormant-user-row.ts";
import { explain } from "./explanation.ts";
import { freshnessOf } from "./freshness.ts";
import { findHistoryRow } from "./history.repository.ts";
import { DAY_MS, type DormancyRequest, judge } from "./judgement.ts";
import { findOutlook } from "./outlooks.repository.ts";

/**
 * The one state of a user at an instant, why, and what each source says.
 *
 * @throws {DomainError} `not_found` for a user this tenant does not have
 */
export async function getUserDormancy(
  tx: TenantTransaction,
  userId: UserId,
  request: DormancyRequest,
  nowMs: number,
): Promise<UserDormancy> {
  const context = await getDetectionContext(tx);
  const judgement = judge(context, request);
  const row = judgement === null ? undefined : await findHistoryRow(tx, judgement, userId);
  if (judgement === null || row === undefined) throw new DomainError("not_found", "There is no such user.");
  const cohort = judgement.cohorts.find((one) => one.cohortId === row.cohort_id);
  if (cohort === undefined) throw new Error(`user row of cohort ${row.cohort_id}, which was not judged`);

  const accounts = await listAccounts(tx, userId);
  const outlook = judgement.historical ? undefined : await findOutlook(tx, userId);
  const state = STATE_OF_REASON[row.reason];
  const bare = toDormantUser(
    { ...row, ...outlook },
    { state, reason: row.reason, measuredAtMs: cohort.measuredAtMs },
    context,
  );
  const [user = bare] = await withAssessments(tx, [bare]);
  const threshold = Math.round((cohort.measuredAtMs - cohort.cutoffMs) / DAY_MS);
  const judged = state === "active" || state === "dormant" || state === "never_active";
  const [first] = accounts;
  return {
    ...user,
    ...freshnessOf(judgement, threshold, nowMs),
    inactive_days: threshold,
    cutoff: new Date(cohort.cutoffMs).toISOString(),
    measured_at: new Date(cohort.measuredAtMs).toISOString(),
    dormant_from: judged ? new Date(Date.parse(row.quiet_since) + threshold * DAY_MS).toISOString() : null,
    explanation: explain({
      user,
      threshold,
      exemptUntil: first?.exempt_until ?? null,
      snoozedUntil: first?.snoozed_until ?? null,
    }),
    accounts: accounts.map(({ exempt_until: _exempt, snoozed_until: _snoozed, ...account }) => ({
      ...account,
      data_as_of: toMillis(account.data_as_of) ?? account.data_as_of,
      account_start_at: toMillis(account.account_start_at),
      last_active_at: toMillis(account.last_active_at),
    })),
  };
}
