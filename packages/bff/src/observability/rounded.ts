/** Milliseconds to a hundredth. */
export function roundedMs(durationMs: number): number {
  return Math.round(durationMs * 100) / 100;
}
