import { loadRemote, registerRemotes } from "@module-federation/runtime";
import type { Profile360Section } from "./remotes/dormant-users";

const REMOTE = "dormant_users";
/** Versions of the remote's contract that this host was written for. */
const KNOWN_VERSIONS: readonly number[] = [1];
const PATIENCE_MS = 15_000;

class RemoteUnavailable extends Error {
  override readonly name = "RemoteUnavailable";
}

/**
 * Fetches the remote's routes and navigation.
 * @param attempt 0 the first time, growing with every retry.
 * @throws {RemoteUnavailable} where it is missing, too slow or of a version this host does not know.
 */
export async function loadProfile360(remoteEntry: string, attempt: number): Promise<Profile360Section> {
  // A new address for each new attempt: the runtime and the browser both remember a manifest that failed.
  const entry = attempt === 0 ? remoteEntry : `${remoteEntry}?attempt=${attempt}`;
  registerRemotes([{ name: REMOTE, entry, type: "module", shareScope: "default" }], { force: attempt > 0 });
  const loaded = await withPatience(loadRemote<{ profile360: Profile360Section }>(`${REMOTE}/profile360`));
  const section = loaded?.profile360;
  if (!section) throw new RemoteUnavailable("The remote does not tell its pages.");
  if (!KNOWN_VERSIONS.includes(section.contractVersion)) {
    throw new RemoteUnavailable(`The remote speaks version ${section.contractVersion} of its contract.`);
  }
  return section;
}

/** Waits as long as a person would. @throws {RemoteUnavailable} */
export async function withPatience<Value>(promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new RemoteUnavailable("The remote did not answer in time.")), PATIENCE_MS);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } catch (cause) {
    if (cause instanceof RemoteUnavailable) throw cause;
    throw new RemoteUnavailable("The remote could not be loaded.", { cause });
  } finally {
    clearTimeout(timer);
  }
}
