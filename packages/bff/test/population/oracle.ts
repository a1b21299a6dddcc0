import type { AccountType, DormancyReason, Settings } from "@dormant-users/shared-types";
import type { StoredAccount, StoredSource } from "./store.ts";

const DAY_MS = 86_400_000;

export interface OracleQuestion {
  readonly asOfMs: number;
  readonly inactiveDays: number | undefined;
  readonly liftKindExemptions: boolean;
  readonly settings: Settings;
}

const TYPES: readonly string[] = ["break_glass", "service", "shared", "guest", "human", "unknown"];

/**
 * The reason for one person's state, written down from the product's definitions without any thought of speed or SQL.
 * `exemptUntilMs` is the end of the longest exemption that names the person.
 */
export function reasonOf(
  accounts: readonly StoredAccount[],
  sources: readonly StoredSource[],
  question: OracleQuestion,
  exemption: { readonly reason: "exempt_user" | "exempt_group"; readonly untilMs: number } | undefined,
): DormancyReason {
  const sourceOf = (account: StoredAccount): StoredSource => {
    const source = sources.find((one) => one.name === account.source);
    if (source === undefined) throw new Error(`no source ${account.source}`);
    return source;
  };
  const usable = accounts.filter((account) => account.present && account.cannotSignInReason === null);
  if (usable.length === 0) {
    const [named] = accounts.filter((account) => account.present).toSorted(byRank(sourceOf));
    return (named?.cannotSignInReason ?? "absent_from_snapshot") as DormancyReason;
  }
  const type = accounts
    .map((account) => account.accountType)
    .toSorted((a, b) => TYPES.indexOf(a) - TYPES.indexOf(b))[0];
  if (!question.liftKindExemptions && question.settings.exempt_account_types.includes(type as AccountType)) {
    return "exempt_account_type";
  }
  if (exemption !== undefined && exemption.untilMs > question.asOfMs) return exemption.reason;

  const all = accounts.flatMap((account) => account.instantsMs);
  const bearing = accounts.filter(
    (account) =>
      account.reporting === "reported" ||
      account.instantsMs.length > 0 ||
      (account.reporting === "absent" && sourceOf(account).kind === "entra" && sourceOf(account).reportsActivity),
  );
  if (bearing.length === 0) {
    return accounts.every((account) => account.reporting === "not_supported")
      ? "source_has_no_activity"
      : "activity_not_reported";
  }
  const starts = (usable.some((account) => account.startMs !== null) ? usable : accounts).flatMap((account) =>
    account.startMs === null ? [] : [account.startMs],
  );
  const startMs = starts.length === 0 ? undefined : Math.min(...starts);
  if (all.length === 0 && startMs === undefined) return "no_activity_and_no_start";

  const measuredAtMs = Math.min(question.asOfMs, Math.max(...bearing.map((account) => sourceOf(account).dataAsOfMs)));
  const privileged = accounts.some((account) => account.privileged);
  const cutoffMs =
    measuredAtMs - (question.inactiveDays ?? threshold(type as AccountType, privileged, question.settings)) * DAY_MS;
  const known = all.filter((instant) => instant <= question.asOfMs);
  if (known.length > 0) return Math.max(...known) < cutoffMs ? "inactive_since_cutoff" : "active_since_cutoff";
  if (startMs !== undefined && startMs > question.asOfMs) return "new_account";
  if (all.length > 0) {
    const froms = bearing.map((account) => account.historyCompleteFromMs);
    const complete = startMs !== undefined && froms.every((from) => from !== null && from <= startMs);
    if (!complete) return "history_incomplete";
  }
  if (startMs === undefined) return "no_activity_and_no_start";
  return startMs < cutoffMs ? "never_signed_in" : "new_account";
}

function threshold(type: AccountType, privileged: boolean, settings: Settings): number {
  const byType = settings.inactive_days_by_account_type[type] ?? settings.inactive_days;
  return privileged && settings.inactive_days_privileged !== null
    ? Math.min(byType, settings.inactive_days_privileged)
    : byType;
}

function byRank(sourceOf: (account: StoredAccount) => StoredSource) {
  const rank = ["trustx", "okta", "entra", "google", "scim"];
  return (a: StoredAccount, b: StoredAccount): number =>
    rank.indexOf(sourceOf(a).kind) - rank.indexOf(sourceOf(b).kind) || (a.externalId < b.externalId ? -1 : 1);
}
