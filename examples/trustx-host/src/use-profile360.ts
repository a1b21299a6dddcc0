import { useCallback, useEffect, useState } from "react";
import { loadProfile360 } from "./remote.ts";
import type { Profile360Section } from "./remotes/dormant-users";

export type RemoteState =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly section: Profile360Section }
  | { readonly status: "unavailable"; readonly reason: string };

/** The remote's pages, as far as they are known; `retry` asks again. */
export function useProfile360(remoteEntry: string): { remote: RemoteState; retry: () => void } {
  const [remote, setRemote] = useState<RemoteState>({ status: "loading" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setRemote({ status: "loading" });
    loadProfile360(remoteEntry, attempt).then(
      (section) => isCurrent && setRemote({ status: "ready", section }),
      (error: Error) => isCurrent && setRemote({ status: "unavailable", reason: error.message }),
    );
    return () => {
      isCurrent = false;
    };
  }, [remoteEntry, attempt]);
  return { remote, retry: useCallback(() => setAttempt((count) => count + 1), []) };
}
