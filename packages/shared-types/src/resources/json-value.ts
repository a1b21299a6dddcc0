import { z } from "zod";

/** Anything JSON can say. */
export const JsonValue = z.json();
export type JsonValue = z.infer<typeof JsonValue>;
