import { useState } from "react";

export interface UserTrail {
  /** The user on screen. */
  readonly userId: string;
  /** Where this user stands among the siblings; undefined off their path. */
  readonly position: { readonly index: number; readonly total: number } | undefined;
  readonly previous: (() => void) | undefined;
  readonly next: (() => void) | undefined;
  /** The user a similar one was opened from. */
  readonly cameFrom: string | undefined;
  readonly back: (() => void) | undefined;
  open(userId: string): void;
}

interface UserTrailOptions {
  readonly userId: string;
  readonly siblings: readonly string[];
  readonly onUserChange?: ((userId: string) => void) | undefined;
}

/**
 * The way through users: along the list they were opened from, and aside to a similar one and back. Works whether or
 * not the host follows along in its address.
 */
export function useUserTrail({ userId, siblings, onUserChange }: UserTrailOptions): UserTrail {
  const [told, setTold] = useState(userId);
  const [shown, setShown] = useState(userId);
  const [path, setPath] = useState<readonly string[]>([]);
  // The host opened another user by itself: that is a new beginning. What it merely echoes is not.
  if (told !== userId) {
    setTold(userId);
    if (userId !== shown) {
      setShown(userId);
      setPath([]);
    }
  }
  function go(to: string, way: readonly string[]) {
    setShown(to);
    setPath(way);
    onUserChange?.(to);
  }
  const index = path.length === 0 ? siblings.indexOf(shown) : -1;
  const neighbour = (at: number) => {
    const id = index < 0 ? undefined : siblings[at];
    return id === undefined ? undefined : () => go(id, []);
  };
  const cameFrom = path.at(-1);
  return {
    userId: shown,
    position: index < 0 ? undefined : { index: index + 1, total: siblings.length },
    previous: neighbour(index - 1),
    next: neighbour(index + 1),
    cameFrom,
    back: cameFrom === undefined ? undefined : () => go(cameFrom, path.slice(0, -1)),
    open: (to) => go(to, [...path, shown]),
  };
}
