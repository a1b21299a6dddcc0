import { defineQuery, type Query, type QueryInput, type TenantTransaction } from "../../../db/index.ts";
import type { QuarantinedRecord } from "../quarantine.ts";
import * as sql from "./apply-sql.ts";

/** What stated the instant of an object's facts, the strongest first. */
export type DatedBy = "caller" | "object" | "manifest" | "modified";

/** An object of the transaction, read to its end. */
export interface ReadObject {
  readonly number: number;
  readonly key: string;
  readonly contentHash: string;
  readonly snapshotAt: string;
  readonly datedBy: DatedBy;
  readonly complete: boolean;
}

// Statements over temporary tables, run once in a transaction: not worth a prepared plan in every connection.
const step = <Row = never>(name: string, text: (schema: string) => string): Query<undefined, Row> =>
  defineQuery<undefined, Row>({ name: `ingestion.${name}`, prepare: false, text });

const stepWith = <Input, Row = never>(
  name: string,
  text: (schema: string) => string,
  params: (...input: QueryInput<Input>) => readonly unknown[],
): Query<Input, Row> => defineQuery<Input, Row, Row>({ name: `ingestion.${name}`, prepare: false, text, params });

const identities = (objects: readonly ReadObject[]): unknown[] => [
  objects.map((object) => object.number),
  objects.map((object) => object.key),
  objects.map((object) => object.contentHash),
];

const objectColumns = (objects: readonly ReadObject[]): unknown[] => [
  ...identities(objects),
  objects.map((object) => object.snapshotAt),
  objects.map((object) => object.datedBy),
  objects.map((object) => object.complete),
];

const renameClashing = step("rename_clashing", sql.renameClashing);
const addSources = step("add_sources", sql.addSources);
const recogniseAccounts = step("recognise_accounts", sql.recogniseAccounts);
const analyzeIncoming = step("analyze_incoming", () => "ANALYZE pg_temp.incoming_accounts");
const separateNamesakes = step("separate_namesakes", sql.separateNamesakes);
const joinKnownUsers = step("join_known_users", sql.joinKnownUsers);
const makeUsers = step("make_users", sql.makeUsers);
const redateAccounts = stepWith<readonly ReadObject[]>("redate_accounts", sql.redateAccounts, identities);
const forgetFileTimes = stepWith<readonly ReadObject[]>("forget_file_times", sql.forgetFileTimes, identities);
const findChanges = step("find_changes", sql.findChanges);
const writeAccounts = step("write_accounts", sql.writeAccounts);
const confirmAccounts = step("confirm_accounts", sql.confirmAccounts);
const keepActivity = step("keep_activity", sql.keepActivity);
const renewLastActive = step("renew_last_active", sql.renewLastActive);
const markAbsent = stepWith<{ snapshotAt: string; setAside: readonly string[] }, { user_id: string }>(
  "mark_absent",
  sql.markAbsent,
  ({ snapshotAt, setAside }) => [snapshotAt, setAside],
);
const renewSources = stepWith<string | null, { source_id: number; began_reporting: boolean }>(
  "renew_sources",
  sql.renewSources,
  (completeAt) => [completeAt],
);
const redateSources = stepWith<readonly number[]>("redate_sources", sql.redateSources, (ids) => [ids]);
const touchChanged = stepWith<readonly number[]>("touch_changed", sql.touchChanged, (ids) => [ids]);
const touchUsers = stepWith<readonly string[]>("touch_users", sql.touchUsers, (ids) => [ids]);
const countIncoming = step<{ users: number; unchanged: number }>("count_incoming", sql.countIncoming);
const recordObjects = stepWith<readonly ReadObject[]>("record_objects", sql.recordObjects, objectColumns);
const recordHeldObjects = stepWith<{ objects: readonly ReadObject[]; reason: string }>(
  "record_held_objects",
  sql.recordHeldObjects,
  ({ objects, reason }) => [...objectColumns(objects), reason],
);
const recordQuarantined = stepWith<readonly (QuarantinedRecord & { contentHash: string })[]>(
  "record_quarantined",
  sql.recordQuarantined,
  (records) => [
    records.map((record) => record.object),
    records.map((record) => record.contentHash),
    records.map((record) => record.position),
    records.map((record) => record.reason),
    records.map((record) => record.field ?? null),
    records.map((record) => record.externalId ?? null),
  ],
);

/** Gives every incoming account its source and its user: the one it had, the one with its address, or a new one. */
export async function identifyIncoming(tx: TenantTransaction): Promise<void> {
  await tx.execute(renameClashing);
  await tx.execute(addSources);
  await tx.execute(recogniseAccounts);
  // Only now: a planner that has seen no new account joins them row by row (60 s instead of 0.1 s for 5,000).
  await tx.execute(analyzeIncoming);
  await tx.execute(separateNamesakes);
  await tx.execute(joinKnownUsers);
  await tx.execute(makeUsers);
}

/** Writes accounts that are new, or newer than what is known, and every activity; gives what changed. */
export async function writeIncoming(
  tx: TenantTransaction,
  objects: readonly ReadObject[],
): Promise<{ users: number; unchanged: number }> {
  const dated = objects.filter((object) => object.datedBy !== "modified");
  await tx.execute(redateAccounts, dated);
  await tx.execute(findChanges);
  await tx.execute(writeAccounts);
  await tx.execute(confirmAccounts);
  await tx.execute(keepActivity);
  await tx.execute(renewLastActive);
  return tx.get(countIncoming);
}

interface Closing {
  readonly objects: readonly ReadObject[];
  readonly quarantined: readonly (QuarantinedRecord & { contentHash: string })[];
  /** The instant of a complete snapshot in which every account could be recognised. */
  readonly completeAt: string | undefined;
}

/** Brings the sources up to date, marks who is gone, and touches every user that must be derived again. */
export async function closeSources(
  tx: TenantTransaction,
  { objects, quarantined, completeAt }: Closing,
): Promise<void> {
  const setAside = quarantined.flatMap((record) => (record.externalId === undefined ? [] : [record.externalId]));
  const absent = completeAt === undefined ? [] : await tx.list(markAbsent, { snapshotAt: completeAt, setAside });
  const sources = await tx.list(renewSources, completeAt ?? null);
  const began = sources.filter((source) => source.began_reporting).map((source) => source.source_id);
  await tx.execute(touchChanged, began);
  await tx.execute(
    touchUsers,
    absent.map((account) => account.user_id),
  );
  await tx.execute(
    forgetFileTimes,
    objects.filter((object) => object.datedBy !== "modified"),
  );
  await tx.execute(recordObjects, objects);
  await tx.execute(
    redateSources,
    sources.map((source) => source.source_id),
  );
  if (quarantined.length > 0) await tx.execute(recordQuarantined, quarantined);
}

/** Remembers objects that were held, and why. */
export async function recordHeld(tx: TenantTransaction, objects: readonly ReadObject[], reason: string): Promise<void> {
  await tx.execute(recordHeldObjects, { objects, reason });
}
