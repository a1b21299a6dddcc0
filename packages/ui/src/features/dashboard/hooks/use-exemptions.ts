import type { Settings, StoredSettings } from "@dormant-users/shared-types";
import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { nameOfSubject } from "../../../insights/decisions/use-decisions.ts";
import { queryKeys } from "../../../insights/query-keys.ts";
import { type ApiError, toApiError } from "../../../lib/api-error.ts";
import { getUserDormancy } from "../../../lib/contract/settings.data.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { saveSettings, settingsOptions } from "../api/settings.ts";

/** Names are looked up one by one; beyond this many the id has to do. */
const MOST_NAMES = 50;

/** The tenant's exemptions: shown at once when changed, put back where the change is refused. */
export function useExemptions() {
  const insights = useInsights();
  const { client, tenant } = insights;
  const queries = useQueryClient();
  const { data: settings, error, isFetching, refetch } = useQuery(settingsOptions(insights));
  const [saving, setSaving] = useState(false);
  const [saveError, setSaveError] = useState<ApiError>();

  const userIds = (settings?.exemptions ?? []).filter(({ kind }) => kind === "user").map(({ value }) => value);
  const lookups = useQueries({
    queries: userIds.slice(0, MOST_NAMES).map((userId) => ({
      queryKey: [...queryKeys.user(tenant, userId), "name"],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.call(getUserDormancy, { params: { user_id: userId }, signal }),
      retry: false,
    })),
    combine: (answers) =>
      answers.map(({ data, isPending }) => ({ name: data ? nameOfSubject(data) : undefined, isPending })),
  });
  /** Undefined while it is looked up; the id of a user whose name cannot be had. */
  const nameOf = (userId: string): string | undefined => {
    const { name, isPending = false } = lookups[userIds.indexOf(userId)] ?? {};
    return name ?? (isPending ? undefined : userId);
  };

  async function save(change: Partial<Settings>): Promise<boolean> {
    if (!settings || saving) return false;
    const key = queryKeys.settings(tenant);
    setSaving(true);
    setSaveError(undefined);
    queries.setQueryData<StoredSettings>(key, { ...settings, ...change });
    try {
      queries.setQueryData(key, await saveSettings(client, settings, change));
      void queries.invalidateQueries({ queryKey: queryKeys.lists(tenant) });
      void queries.invalidateQueries({ queryKey: queryKeys.summary(tenant) });
      return true;
    } catch (reason) {
      const failure = toApiError(reason);
      queries.setQueryData(key, settings);
      setSaveError(failure);
      // Somebody else was faster: what they wrote is what the next change must rest on.
      if (failure.status === 412) void queries.invalidateQueries({ queryKey: key });
      return false;
    } finally {
      setSaving(false);
    }
  }
  return {
    settings,
    nameOf,
    loading: isFetching,
    error: error ? toApiError(error) : undefined,
    refetch: () => void refetch(),
    save,
    saving,
    saveError,
    dismissError: () => setSaveError(undefined),
  };
}
