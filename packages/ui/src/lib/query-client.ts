import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";

const RETRY_AFTER_MS = 400;

/** The remote's own cache: never the host's, so neither can empty or read the other's. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Ours are put together in one order: sorting their keys anew at every rendering would be for nothing.
        queryKeyHashFn: (key) => JSON.stringify(key),
        staleTime: 60_000,
        gcTime: 5 * 60_000,
        // One quiet second try: most network hiccups are over by then, and a real outage is shown within a second.
        retry: (failures, error) => failures < 1 && error instanceof ApiError && error.isTransient,
        retryDelay: RETRY_AFTER_MS,
        refetchOnWindowFocus: false,
        // A browser that believes it is offline would leave the page loading for ever; ask, and say what happened.
        networkMode: "always",
      },
    },
  });
}
