import { type Exemption, Settings, type StoredSettings } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { DomainError } from "../../domain-error.ts";
import { putSettings } from "./put-settings.ts";
import { getStoredSettings } from "./settings.repository.ts";

interface ExemptionsChange {
  readonly actor: string;
  readonly requestId: string | undefined;
  /** Made again from the newest exemptions where somebody else changed them meanwhile. */
  readonly change: (exemptions: readonly Exemption[]) => readonly Exemption[];
}

const ATTEMPTS = 5;

/**
 * Changes the exemptions, whatever else somebody changes in the settings meanwhile.
 *
 * @returns the settings in force
 * @throws {DomainError} `conflict` where the tenant would have too many exemptions, or the settings change all the time
 */
export async function changeExemptions(
  tx: TenantTransaction,
  { actor, requestId, change }: ExemptionsChange,
): Promise<StoredSettings> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const before = await getStoredSettings(tx);
    const exemptions = change(before.exemptions);
    if (JSON.stringify(exemptions) === JSON.stringify(before.exemptions)) return before;
    const settings = Settings.safeParse({ ...before, exemptions });
    if (!settings.success) {
      throw new DomainError("conflict", "A tenant can hold 1000 exemptions; exempt a group in the settings instead.");
    }
    try {
      return await putSettings(tx, {
        settings: settings.data,
        actor,
        requestId,
        accepts: (version) => version === before.version,
      });
    } catch (error) {
      // The version was another's by the time it was written: the next reading sees theirs.
      if (!(error instanceof DomainError && error.code === "precondition_failed")) throw error;
    }
  }
  throw new DomainError("conflict", "The settings change all the time just now; try again.");
}
