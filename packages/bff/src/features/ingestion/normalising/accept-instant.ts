/** Instants before 2000 are placeholders (year 1, 1601, 1970), not activity. Milliseconds since 1970. */
export const earliestInstantMs = Date.UTC(2000, 0, 1);

/** How far a source's clock may run ahead of its snapshot before an instant stops being believed. */
const clockSkewMs = 5 * 60_000;

/**
 * Decides whether a reported instant can be one: not before 2000 and not after the snapshot. An instant ahead by no more than
 * `clockSkewMs` is read as the snapshot's own.
 *
 * @returns milliseconds since 1970, or undefined for what is no instant of activity
 */
export function acceptInstant(instantMs: number, snapshotAtMs: number): number | undefined {
  if (instantMs < earliestInstantMs || instantMs > snapshotAtMs + clockSkewMs) return undefined;
  return Math.min(instantMs, snapshotAtMs);
}
