import { useCallback, useEffect, useState } from "react";
import { withPatience } from "./remote.ts";
import type { DormantUsersRemoteComponent, Profile360Route } from "./remotes/dormant-users";

interface LoadedPage {
  readonly page?: DormantUsersRemoteComponent;
  /** Why it is not there, in words for the reader. */
  readonly failure?: string;
}

/**
 * Loads a remote's page. Not by `React.lazy`: React shows what it suspended for no sooner than 300 ms after the
 * fallback, and the page would ask for its data only then; and a failed `lazy` stays failed.
 */
export function useRemotePage(route: Profile360Route): LoadedPage & { retry: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<LoadedPage & { readonly of?: string }>({});
  const wanted = `${route.id} ${attempt}`;
  useEffect(() => {
    let isCurrent = true;
    withPatience(route.load()).then(
      ({ default: page }) => {
        if (!isCurrent) return;
        performance.mark("profile360:mount");
        setLoaded({ page, of: wanted });
      },
      (error: Error) => isCurrent && setLoaded({ failure: error.message, of: wanted }),
    );
    return () => {
      isCurrent = false;
    };
  }, [route, wanted]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { ...(loaded.of === wanted ? loaded : {}), retry };
}
