import type { Exemption, UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import { mergeText, upsertText } from "./merge-sql.ts";

/** Temporary tables of one transaction: rare statements, not worth a prepared plan in every connection. */
const ONCE = { prepare: false } as const;

const lockTenant = defineQuery<void>({
  name: "profiles.lock_tenant",
  text: (schema) => `SELECT pg_advisory_xact_lock(hashtextextended('${schema}.profiles', 0))`,
});

/**
 * Waits until nobody else derives profiles of this tenant, to the end of the transaction: two ingestions would each
 * believe the other's accounts missing, and a change of exemptions beside one would be half undone by it.
 */
export async function lockProfiles(tx: TenantTransaction): Promise<void> {
  await tx.execute(lockTenant);
}

const createTouched = defineQuery({
  ...ONCE,
  name: "profiles.create_touched",
  text: () => "CREATE TEMP TABLE IF NOT EXISTS touched_users (user_id uuid PRIMARY KEY, merge_key text) ON COMMIT DROP",
});

/**
 * Makes the temporary table `touched_users (user_id, merge_key)`: the users whose accounts or exemptions changed in this
 * transaction. `merge_key` is needed for users that have no profile yet.
 */
export async function openTouchedUsers(tx: TenantTransaction): Promise<void> {
  await tx.execute(createTouched);
}

const dropMerged = defineQuery({
  ...ONCE,
  name: "profiles.drop_merged",
  text: () => "DROP TABLE IF EXISTS pg_temp.merged_profiles",
});

const createMerged = defineQuery<readonly Exemption[]>({
  ...ONCE,
  name: "profiles.create_merged",
  text: () => `
CREATE TEMP TABLE merged_profiles (
  user_id uuid PRIMARY KEY, merge_key text, external_id text, email text, name text, department text, account_type text,
  privileged boolean, group_names text[], source_ids smallint[], last_active_at timestamptz, last_active_basis text,
  last_active_source smallint, account_start_at timestamptz, history_complete_from timestamptz, feed_sources smallint[],
  standing text, standing_reason text, exempt_until timestamptz, exempt_reason text, held boolean) ON COMMIT DROP`,
});

const fillMerged = defineQuery<readonly Exemption[]>({
  ...ONCE,
  name: "profiles.merge_accounts",
  text: mergeText,
  params: (exemptions) => [
    exemptions.map((exemption) => exemption.kind),
    exemptions.map((exemption) => exemption.value),
    exemptions.map((exemption) => exemption.until ?? "infinity"),
  ],
});

// An insert that meets an existing row still takes a number of the sequence: ask first, let the constraint settle races.
const addFeeds = defineQuery({
  ...ONCE,
  name: "profiles.add_feeds",
  text: (schema) => `
INSERT INTO ${schema}.feeds (source_ids)
SELECT DISTINCT m.feed_sources FROM pg_temp.merged_profiles AS m
WHERE cardinality(m.feed_sources) > 0 AND NOT EXISTS (SELECT FROM ${schema}.feeds AS f WHERE f.source_ids = m.feed_sources)
ON CONFLICT DO NOTHING`,
});

const addCohorts = defineQuery({
  ...ONCE,
  name: "profiles.add_cohorts",
  text: (schema) => `
INSERT INTO ${schema}.cohorts (standing, standing_reason, account_type, privileged, ever_active, held, feed_id)
SELECT DISTINCT m.standing, m.standing_reason, m.account_type, m.privileged, m.last_active_at IS NOT NULL, m.held, f.feed_id
FROM pg_temp.merged_profiles AS m LEFT JOIN ${schema}.feeds AS f ON f.source_ids = m.feed_sources
WHERE NOT EXISTS (
  SELECT FROM ${schema}.cohorts AS c
  WHERE c.standing = m.standing AND coalesce(c.standing_reason, '') = coalesce(m.standing_reason, '')
    AND c.account_type = m.account_type AND c.privileged = m.privileged
    AND c.ever_active = (m.last_active_at IS NOT NULL) AND c.held = m.held
    AND coalesce(c.feed_id, 0) = coalesce(f.feed_id, 0))
ON CONFLICT DO NOTHING`,
});

const upsertProfiles = defineQuery({ ...ONCE, name: "profiles.upsert_profiles", text: upsertText });

/**
 * Derives the profiles of all touched users from their accounts and the exemptions in force, and puts each in its cohort.
 * The one way a profile is written: ingestion and a change of exemptions both end here.
 *
 * @returns users whose profile changed or was made
 */
export async function refreshTouchedProfiles(tx: TenantTransaction, exemptions: readonly Exemption[]): Promise<number> {
  await tx.execute(dropMerged);
  await tx.execute(createMerged, exemptions);
  await tx.execute(fillMerged, exemptions);
  await tx.execute(addFeeds);
  await tx.execute(addCohorts);
  return tx.execute(upsertProfiles);
}

const touchExempted = defineQuery<readonly Exemption[]>({
  ...ONCE,
  name: "profiles.touch_exempted",
  text: (schema) => `
INSERT INTO pg_temp.touched_users (user_id)
SELECT u.user_id FROM ${schema}.user_profiles AS u
WHERE u.exempt_until IS NOT NULL OR u.user_id::text = ANY ($1::text[]) OR u.group_names && $2::text[]
ON CONFLICT DO NOTHING`,
  params: (exemptions) => [
    exemptions.filter((exemption) => exemption.kind === "user").map((exemption) => exemption.value.toLowerCase()),
    exemptions.filter((exemption) => exemption.kind === "group").map((exemption) => exemption.value),
  ],
});

/** Touches every user that is exempt now or would be under these exemptions. */
export async function touchExemptedUsers(tx: TenantTransaction, exemptions: readonly Exemption[]): Promise<void> {
  await openTouchedUsers(tx);
  await tx.execute(touchExempted, exemptions);
}

const touchNamed = defineQuery<readonly UserId[]>({
  ...ONCE,
  name: "profiles.touch_named",
  text: () => "INSERT INTO pg_temp.touched_users (user_id) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING",
  params: (userIds) => [userIds],
});

/** How long a user is snoozed; null ends it. */
export interface Snooze {
  readonly userId: UserId;
  readonly until: string | null;
}

const setSnoozes = defineQuery<readonly Snooze[]>({
  name: "profiles.set_snoozes",
  text: (schema) => `
UPDATE ${schema}.user_profiles AS u SET snoozed_until = s.until, updated_at = now()
FROM unnest($1::uuid[], $2::timestamptz[]) AS s (user_id, until) WHERE u.user_id = s.user_id`,
  params: (snoozes) => [snoozes.map(({ userId }) => userId), snoozes.map(({ until }) => until)],
});

/** Snoozes users, or ends their snooze, and puts each in the cohort that goes with it. */
export async function snoozeUsers(
  tx: TenantTransaction,
  snoozes: readonly Snooze[],
  exemptions: readonly Exemption[],
): Promise<void> {
  await tx.execute(setSnoozes, snoozes);
  await openTouchedUsers(tx);
  await tx.execute(
    touchNamed,
    snoozes.map(({ userId }) => userId),
  );
  await refreshTouchedProfiles(tx, exemptions);
}
