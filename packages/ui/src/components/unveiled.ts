/** For raised paper with fields and cards on it: the veil a dark theme lays over it would swallow their edges and their reds. */
export const UNVEILED = { backgroundImage: "none" } as const;
