import type { Settings, StoredSettings } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { recordAudit } from "../audit/index.ts";
import { lockProfiles, refreshTouchedProfiles, touchExemptedUsers } from "../profiles/index.ts";
import { getStoredSettings, replaceSettings } from "./settings.repository.ts";

interface SettingsChange {
  readonly settings: Settings;
  readonly actor: string;
  readonly requestId: string | undefined;
  /** Whether this version is the one the caller read. */
  readonly accepts: (version: number) => boolean;
}

/**
 * Replaces the settings, applies their exemptions to the users they name, and records who did it: all or nothing.
 *
 * @throws {DomainError} `precondition_failed` when somebody else changed them in between
 */
export async function putSettings(tx: TenantTransaction, change: SettingsChange): Promise<StoredSettings> {
  const before = await getStoredSettings(tx);
  const exempts = JSON.stringify(before.exemptions) !== JSON.stringify(change.settings.exemptions);
  // First: whoever waits for it holds nothing that the ingestion it waits for may want.
  if (exempts) await lockProfiles(tx);
  const after = change.accepts(before.version)
    ? await replaceSettings(tx, { settings: change.settings, actor: change.actor, replaces: before.version })
    : undefined;
  if (after === undefined) {
    throw new DomainError("precondition_failed", "Somebody changed the settings since you read them; read them again.");
  }
  if (exempts) {
    await touchExemptedUsers(tx, after.exemptions);
    await refreshTouchedProfiles(tx, after.exemptions);
  }
  await recordAudit(tx, {
    actor: change.actor,
    action: "settings_changed",
    target: `version ${after.version}`,
    detail: { changed: changedKeys(before, after) },
    requestId: change.requestId,
  });
  return after;
}

function changedKeys(before: StoredSettings, after: StoredSettings): string[] {
  const bookkeeping = new Set(["version", "updated_at", "updated_by"]);
  return (Object.keys(after) as (keyof StoredSettings)[]).filter(
    (key) => !bookkeeping.has(key) && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
}
