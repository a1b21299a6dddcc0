import type { Settings, StoredSettings } from "@dormant-users/shared-types";
import { queryOptions } from "@tanstack/react-query";
import { queryKeys } from "../../../insights/query-keys.ts";
import type { ApiClient } from "../../../lib/api-client.ts";
import { getSettings, putSettings } from "../../../lib/contract/settings.data.ts";
import type { Insights } from "../../../lib/insights-context.tsx";

export function settingsOptions({ client, tenant }: Pick<Insights, "client" | "tenant">) {
  return queryOptions({
    queryKey: queryKeys.settings(tenant),
    queryFn: ({ signal }) => client.call(getSettings, { signal }),
  });
}

/**
 * Replaces the settings that were read as `seen`.
 * @throws {ApiError} status 412 where somebody changed them in between: read them again
 */
export function saveSettings(client: ApiClient, seen: StoredSettings, change: Partial<Settings>) {
  const { version, updated_at: _, updated_by: __, ...settings } = seen;
  return client.call(putSettings, { body: { ...settings, ...change }, ifMatch: `"${version}"` });
}
