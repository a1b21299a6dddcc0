import type { DormancyReason, DormantUser } from "@dormant-users/shared-types";

interface Explained {
  readonly user: DormantUser;
  /** Days of silence after which this user counts as dormant. */
  readonly threshold: number;
  readonly exemptUntil: string | null;
  readonly snoozedUntil: string | null;
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** `2 Jul 2026`, as the page around the sentence writes days. */
const day = (instant: string | null): string =>
  instant === null || instant === "infinity" ? "an unknown day" : DAY.format(new Date(instant));

const until = (instant: string | null): string =>
  instant === null || instant === "infinity" ? "until the exemption is removed" : `until ${day(instant)}`;

const SENTENCES: Record<DormancyReason, (explained: Explained) => string> = {
  not_activated: () => "The account was never activated and cannot sign in.",
  suspended: () => "The account is suspended at its source and cannot sign in.",
  deprovisioned: () => "The account is deactivated at its source and cannot sign in.",
  archived: () => "The account is archived at its source and cannot sign in.",
  account_disabled: () => "The account is disabled at its source and cannot sign in.",
  absent_from_snapshot: () => "The account is missing from the last complete snapshot of its source.",
  exempt_account_type: ({ user }) => `Accounts of type ${user.account_type} are exempt by the tenant's settings.`,
  exempt_user: ({ exemptUntil }) => `This user is exempt by the tenant's settings, ${until(exemptUntil)}.`,
  exempt_group: ({ exemptUntil }) => `A group of this user is exempt by the tenant's settings, ${until(exemptUntil)}.`,
  snoozed_until: ({ snoozedUntil }) => `A reviewer snoozed this user until ${day(snoozedUntil)}.`,
  source_has_no_activity: () => "The only source that knows this user keeps no sign-in activity.",
  activity_not_reported: () => "No source reported when, or whether, this user was last active.",
  no_activity_and_no_start: () => "Neither activity nor an account start is known for this user.",
  history_incomplete: () => "The kept history does not reach back to the instant asked for.",
  never_signed_in: ({ user, threshold }) =>
    `Never active; the account exists since ${day(user.account_start_at)}, longer than ${threshold} days.`,
  inactive_since_cutoff: ({ user, threshold }) =>
    `Last active on ${day(user.last_active_at)}, ${user.days_inactive} days ago; more than ${threshold} days is dormant.`,
  active_since_cutoff: ({ user, threshold }) =>
    `Last active on ${day(user.last_active_at)}, ${user.days_inactive} days ago; dormant only after ${threshold} days.`,
  new_account: ({ user, threshold }) =>
    `Not active yet, but the account exists only since ${day(user.account_start_at)}; judged after ${threshold} days.`,
};

/** A user's state in one English sentence. */
export function explain(explained: Explained): string {
  return SENTENCES[explained.user.reason](explained);
}
