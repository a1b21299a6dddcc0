import { useCallback, useSyncExternalStore } from "react";

/** The query string of the page we are on. A host with a router of its own gives one that speaks through it. */
export interface PageUrl {
  /** The present query string, with or without its `?`. */
  readonly search: () => string;
  /** Changes it: as a step that "back" undoes, or in place. */
  readonly navigate: (search: string, how: "push" | "replace") => void;
  /** Tells of every change, ours and others'. Returns the end of it. */
  readonly subscribe: (onChange: () => void) => () => void;
}

/** The address bar. Keeps path, fragment and the host router's own state as they are. */
export function createBrowserUrl(): PageUrl {
  const listeners = new Set<() => void>();
  return {
    search: () => window.location.search,
    navigate(search, how) {
      const { pathname, hash } = window.location;
      const url = `${pathname}${search ? `?${search.replace(/^\?/, "")}` : ""}${hash}`;
      if (how === "push") window.history.pushState(window.history.state, "", url);
      else window.history.replaceState(window.history.state, "", url);
      for (const listener of listeners) listener();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      window.addEventListener("popstate", onChange);
      return () => {
        listeners.delete(onChange);
        window.removeEventListener("popstate", onChange);
      };
    },
  };
}

/** An address of its own, for where the page's must be left alone. */
export function createMemoryUrl(initial = ""): PageUrl {
  const listeners = new Set<() => void>();
  let current = initial;
  return {
    search: () => current,
    navigate(search) {
      current = search;
      for (const listener of listeners) listener();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
}

/** Writes our keys into a query string and leaves everybody else's as they are; undefined takes a key out. */
export function withParams(search: string, params: Readonly<Record<string, readonly string[] | undefined>>): string {
  const next = new URLSearchParams(search);
  for (const [name, values] of Object.entries(params)) {
    next.delete(name);
    for (const value of values ?? []) next.append(name, value);
  }
  return next.toString();
}

/** The query string as state: the present one, and a way to change it. */
export function useUrlSearch(url: PageUrl): [string, PageUrl["navigate"]] {
  const search = useSyncExternalStore(url.subscribe, url.search, url.search);
  const navigate = useCallback<PageUrl["navigate"]>((next, how) => url.navigate(next, how), [url]);
  return [search, navigate];
}
