import { useSyncExternalStore } from "react";

const CHANGED = "trustx:navigated";

export function navigate(path) {
  history.pushState(null, "", path);
  dispatchEvent(new Event(CHANGED));
}

/** The page's address, renewed on every navigation. */
export function useAddress() {
  return new URL(useSyncExternalStore(subscribe, () => location.href));
}

function subscribe(onChange) {
  addEventListener("popstate", onChange);
  addEventListener(CHANGED, onChange);
  return () => {
    removeEventListener("popstate", onChange);
    removeEventListener(CHANGED, onChange);
  };
}
