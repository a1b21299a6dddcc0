import { accountOf } from "../normalising/account-of.ts";
import { accountTypeOfWord } from "../normalising/account-type.ts";
import { observed } from "../normalising/activity.ts";
import { cleanList, cleanText, firstEmail, firstText } from "../normalising/clean-text.ts";
import { toInstant } from "../normalising/instant-text.ts";
import { isPrivilegedRole } from "../normalising/privileged-role.ts";
import {
  type ReportedInstant,
  readFlag,
  readId,
  readInstant,
  readList,
  readObject,
} from "../normalising/read-field.ts";
import type { CannotSignInReason } from "../normalising/source-account.ts";
import { isJsonObject, type JsonObject } from "../reading/json-object.ts";
import type { ShapeMapping } from "./shape-context.ts";

const MARKS = ["display_name", "email", "is_bot", "created_at", "last_active_at", "event_count", "events"];

// "inactive" is not here: it may as well mean unused.
const CANNOT_SIGN_IN: Readonly<Record<string, CannotSignInReason>> = {
  staged: "not_activated",
  not_activated: "not_activated",
  suspended: "suspended",
  deprovisioned: "deprovisioned",
  deactivated: "deprovisioned",
  deleted: "deprovisioned",
  archived: "archived",
  disabled: "account_disabled",
};

/**
 * A user of a TrustX tenant file or of one of its objects.
 *
 * @param marksNeeded how many of the shape's own fields must be there: two, or one where a tenant file vouches for the rest
 */
export function isTrustxUser(record: JsonObject, marksNeeded: 1 | 2): boolean {
  return MARKS.filter((field) => field in record).length >= marksNeeded;
}

export const mapTrustxUser: ShapeMapping = (record, { snapshotAtMs }) => {
  const externalId = readId(record.id);
  const created = readInstant(record.created_at, "created_at", snapshotAtMs);
  const lastActive = readInstant(record.last_active_at, "last_active_at", snapshotAtMs);
  const events = Array.isArray(record.events)
    ? record.events.map((event) => readInstant(readObject(event).at ?? "", "events.at", snapshotAtMs))
    : undefined;
  const eventsMs = instantsOf(events ?? []);
  const cannotSignInReason = cannotSignIn(record);
  const accountStartAt = created.says === "instant" ? toInstant(created.ms) : undefined;
  return accountOf({
    sourceKind: "trustx",
    externalId,
    email: firstEmail(record.email),
    displayName: firstText(record.display_name, record.name),
    department: cleanText(record.department),
    title: cleanText(record.title),
    manager: cleanText(record.manager),
    team: cleanText(record.team),
    groups: cleanList(namesOf(record.groups)),
    licences: cleanList([...namesOf(record.licences), ...namesOf(record.licenses)]),
    accountType:
      accountTypeOfWord(record.account_type) ?? (readFlag(record.is_bot, "is_bot") === true ? "service" : "human"),
    privileged: readFlag(record.privileged, "privileged") === true || namesOf(record.roles).some(isPrivilegedRole),
    mfaEnrolled: readFlag(record.mfa_enrolled, "mfa_enrolled"),
    cannotSignInReason,
    start: { reported: created, field: "created_at" },
    activityReporting: saysWhenActive(lastActive, events) ? "reported" : "absent",
    activity: observed("app_activity", [...eventsMs, ...instantsOf([lastActive])]),
    historyCompleteFrom: historyCompleteFrom(record.event_count, events?.length, eventsMs, accountStartAt),
  });
};

function saysWhenActive(lastActive: ReportedInstant, events: readonly ReportedInstant[] | undefined): boolean {
  if (lastActive.says === "instant" || events?.some(({ says }) => says === "instant") === true) return true;
  // An instant that cannot be yet says nothing: neither when, nor never.
  if (lastActive.says === "ahead" || events?.some(({ says }) => says === "ahead") === true) return false;
  return lastActive.says !== "nothing" || events !== undefined;
}

/** All events listed: complete since the account's start; else the newest ones are, from the first of them on. */
function historyCompleteFrom(
  count: unknown,
  listed: number | undefined,
  eventsMs: readonly number[],
  accountStartAt: string | undefined,
): string | undefined {
  if (listed === undefined) return undefined;
  if (count === listed && accountStartAt !== undefined) return accountStartAt;
  return eventsMs.length === 0 ? undefined : toInstant(eventsMs.reduce((a, b) => Math.min(a, b)));
}

function cannotSignIn(record: JsonObject): CannotSignInReason | undefined {
  const reason = typeof record.status === "string" ? CANNOT_SIGN_IN[record.status.trim().toLowerCase()] : undefined;
  if (reason !== undefined) return reason;
  const flags = ["enabled", "active", "is_active", "account_enabled"];
  return flags.some((flag) => readFlag(record[flag], flag) === false) ? "account_disabled" : undefined;
}

function instantsOf(reported: readonly ReportedInstant[]): number[] {
  return reported.flatMap((instant) => (instant.says === "instant" ? [instant.ms] : []));
}

/** Names in a list of texts or of `{name}` objects. */
function namesOf(list: unknown): unknown[] {
  return readList(list).map((item) => (isJsonObject(item) ? (item.name ?? item.display_name ?? item.id) : item));
}
