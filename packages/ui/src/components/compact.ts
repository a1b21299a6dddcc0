/** Widths of the page's own box, not of the window: a host may give it half of one. */
export const COMPACT = {
  medium: "@container dormant-users (max-width: 900px)",
  small: "@container dormant-users (max-width: 640px)",
} as const;
