import type { DataFreshness } from "@dormant-users/shared-types";
import { DAY_MS, type Judgement, staleDataWarning } from "./judgement.ts";

/** What the answer speaks of and how far it can be trusted; the same in every answer. */
export function freshnessOf(judgement: Judgement | null, inactiveDays: number, nowMs: number): DataFreshness {
  if (judgement === null) {
    return {
      as_of: null,
      data_as_of: null,
      cutoff: null,
      inactive_days: inactiveDays,
      warnings: [
        { code: "no_data", message: "No user data has arrived yet. Connect an integration or ingest an export." },
      ],
    };
  }
  const stale = staleDataWarning(judgement.dataAsOfMs, nowMs);
  return {
    as_of: new Date(judgement.asOfMs).toISOString(),
    data_as_of: new Date(judgement.dataAsOfMs).toISOString(),
    cutoff: new Date(judgement.asOfMs - judgement.inactiveDays * DAY_MS).toISOString(),
    inactive_days: judgement.inactiveDays,
    warnings: stale === null ? [...judgement.warnings] : [stale, ...judgement.warnings],
  };
}
