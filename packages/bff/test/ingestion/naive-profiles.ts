// The newest-facts rule written down without any thought of tables or speed: what profiles must be, however snapshots came.

export type Kind = "trustx" | "okta" | "entra";
export type Basis = "successful_sign_in" | "non_interactive" | "app_activity" | "attempted_sign_in";

/** One account as one snapshot shows it. */
export interface Seen {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly disabled: string | undefined;
  readonly reporting: "reported" | "absent";
  readonly activity: readonly { readonly basis: Basis; readonly atMs: number }[];
}

export interface Snapshot {
  readonly kind: Kind;
  readonly atMs: number;
  readonly complete: boolean;
  readonly seen: readonly Seen[];
}

/** A profile in the words of its row. */
export interface NaiveProfile {
  readonly accounts: readonly string[];
  readonly email: string;
  readonly name: string;
  readonly lastActiveMs: number | null;
  readonly basis: Basis | "none";
  readonly standing: string;
  readonly reason: string | null;
  readonly feed: readonly Kind[];
}

interface Account extends Seen {
  readonly kind: Kind;
  readonly present: boolean;
  readonly last: { readonly basis: Basis; readonly atMs: number } | undefined;
}

const RANK: readonly Kind[] = ["trustx", "okta", "entra"];
const SUREST: readonly Basis[] = ["successful_sign_in", "non_interactive", "app_activity", "attempted_sign_in"];

const newestOf = <Item extends { readonly basis: Basis; readonly atMs: number }>(items: readonly Item[]) =>
  items.toSorted((a, b) => b.atMs - a.atMs || SUREST.indexOf(a.basis) - SUREST.indexOf(b.basis))[0];

export function naiveProfiles(snapshots: readonly Snapshot[]): NaiveProfile[] {
  const accounts = RANK.flatMap((kind) => accountsOf(snapshots.filter((snapshot) => snapshot.kind === kind)));
  const reporting = new Set(accounts.filter((one) => one.reporting === "reported").map((one) => one.kind));
  const people = Map.groupBy(accounts, (account) => account.email);
  return [...people.values()].map((own) => profileOf(own, reporting));
}

function accountsOf(snapshots: readonly Snapshot[]): Account[] {
  const completeMs = Math.max(...snapshots.filter((one) => one.complete).map((one) => one.atMs));
  const records = snapshots.flatMap((one) => one.seen.map((seen) => ({ ...seen, kind: one.kind, atMs: one.atMs })));
  return [...Map.groupBy(records, (record) => record.id).values()].map((own) => {
    const newest = own.toSorted((a, b) => b.atMs - a.atMs)[0] as (typeof own)[number];
    const known = own.flatMap((record) => record.activity);
    const succeeded = known.some(({ basis }) => basis === "successful_sign_in");
    const named = newest.activity.some(({ basis }) => basis === "successful_sign_in");
    const counted = known.filter(
      ({ basis }) => !(basis === "attempted_sign_in" && succeeded) && !(basis === "non_interactive" && named),
    );
    return { ...newest, present: newest.atMs >= completeMs, last: newestOf(counted) };
  });
}

function profileOf(own: readonly Account[], reporting: ReadonlySet<Kind>): NaiveProfile {
  const usable = own.filter((account) => account.present && account.disabled === undefined);
  const lasts = own.flatMap(({ last }) => (last === undefined ? [] : [last]));
  const certain = lasts.filter(({ basis }) => basis === "successful_sign_in" || basis === "app_activity");
  const last =
    certain.length > 0 ? newestOf(lasts.filter(({ basis }) => basis !== "attempted_sign_in")) : newestOf(lasts);
  const bearing = own.filter(
    (account) =>
      account.reporting === "reported" ||
      account.last !== undefined ||
      (account.kind === "entra" && reporting.has("entra")),
  );
  const named = own.find((account) => account.present) ?? own[0];
  const standing = usable.length === 0 ? "disabled" : bearing.length > 0 ? "judged" : "unknown";
  const reasons: Record<string, string | null> = {
    disabled: named?.present ? (named.disabled ?? null) : "absent_from_snapshot",
    judged: null,
    unknown: "activity_not_reported",
  };
  return {
    accounts: own.map((account) => account.id).toSorted(),
    email: own[0]?.email ?? "",
    name: own[0]?.name ?? "",
    lastActiveMs: last?.atMs ?? null,
    basis: last?.basis ?? "none",
    standing,
    reason: reasons[standing] ?? null,
    feed: bearing.map((account) => account.kind),
  };
}
