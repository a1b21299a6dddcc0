import { type ComponentType, lazy, type SyntheticEvent } from "react";

const awaited = new Set<() => Promise<unknown>>();

/** A component that is loaded when it is first shown, or before that, when somebody is about to press a button. */
export function late<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  awaited.add(load);
  return lazy(async () => ({ default: await load() }));
}

/** Pointer or focus has come to a button: what it may open is fetched in the moment before it is pressed. */
export function fetchLateParts({ target }: SyntheticEvent): void {
  if (awaited.size === 0 || !(target instanceof Element) || !target.closest("button")) return;
  for (const load of awaited) {
    awaited.delete(load);
    // Each in a task of its own: the press may come at once, and must not wait for all of them.
    setTimeout(() => {
      // Whoever opens it asks again, and is told.
      load().catch(() => undefined);
    });
  }
}
