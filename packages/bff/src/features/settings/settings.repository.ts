import { Settings, type StoredSettings } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";

interface SettingsRow {
  readonly value: unknown;
  readonly version: number;
  readonly updated_at: string;
  readonly updated_by: string;
}

const selectSettings = defineQuery<void, SettingsRow>({
  name: "settings.find_settings",
  text: (schema) => `
SELECT value, version, updated_at, updated_by FROM ${schema}.tenant_settings WHERE key = 'settings'`,
});

/** The settings in force; the defaults, at version 0, until somebody changes them. */
export async function getStoredSettings(tx: TenantTransaction): Promise<StoredSettings> {
  const row = await tx.find(selectSettings);
  if (row === undefined) return { ...Settings.parse({}), version: 0, updated_at: null, updated_by: null };
  return {
    ...Settings.parse(row.value),
    version: row.version,
    updated_at: new Date(row.updated_at).toISOString(),
    updated_by: row.updated_by,
  };
}

interface SettingsWrite {
  readonly settings: Settings;
  readonly actor: string;
  /** The version these settings replace. */
  readonly replaces: number;
}

const upsertSettings = defineQuery<SettingsWrite, { version: number; updated_at: string }>({
  name: "settings.upsert_settings",
  text: (schema) => `
INSERT INTO ${schema}.tenant_settings AS s (key, value, version, updated_by)
VALUES ('settings', $1::jsonb, $3::integer + 1, $2)
ON CONFLICT (key) DO UPDATE
  SET value = excluded.value, version = s.version + 1, updated_at = now(), updated_by = excluded.updated_by
  WHERE s.version = $3::integer
RETURNING version, updated_at`,
  params: ({ settings, actor, replaces }) => [JSON.stringify(settings), actor, replaces],
});

/** Replaces the settings; undefined, and nothing written, when the version is no longer the one named. */
export async function replaceSettings(
  tx: TenantTransaction,
  write: SettingsWrite,
): Promise<StoredSettings | undefined> {
  const row = await tx.find(upsertSettings, write);
  if (row === undefined) return undefined;
  return {
    ...write.settings,
    version: row.version,
    updated_at: new Date(row.updated_at).toISOString(),
    updated_by: write.actor,
  };
}
