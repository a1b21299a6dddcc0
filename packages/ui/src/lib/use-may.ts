import type { Scope } from "@dormant-users/shared-types";
import { useSyncExternalStore } from "react";
import { useInsights } from "./insights-context.tsx";

/** Whether to offer what needs `scope`. */
export function useMay(scope: Scope): boolean {
  const { granted } = useInsights().client;
  return useSyncExternalStore(granted.subscribe, () => granted.allows(scope));
}
