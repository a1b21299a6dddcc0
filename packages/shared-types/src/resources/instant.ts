import { z } from "zod";

/** A point in time as the API writes it: ISO 8601, UTC, milliseconds (`2026-11-22T06:00:00.000Z`). */
export const Instant = z.iso.datetime({ offset: false });
export type Instant = z.infer<typeof Instant>;

/** A point in time as a caller may write it: ISO 8601 with `Z` or an offset. Read as the same instant in UTC. */
export const InstantInput = z.codec(
  z.iso
    .datetime({ offset: true, message: "must be an ISO 8601 instant such as 2026-11-22T06:00:00Z" })
    // PostgreSQL has no year 0, and no account is this old.
    .refine((text) => text >= "1900", "must not lie before the year 1900"),
  Instant,
  { decode: (text) => new Date(text).toISOString(), encode: (instant) => instant },
);
