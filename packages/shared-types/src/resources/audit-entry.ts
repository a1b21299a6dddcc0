import { z } from "zod";
import { Instant } from "./instant.ts";
import { JsonValue } from "./json-value.ts";

/** Something somebody did or read. Never changed once written. */
export const AuditEntry = z.object({
  audit_id: z.int().min(1),
  at: Instant,
  /** Subject of the token, or the command line's operator. */
  actor: z.string(),
  /** Past tense: `settings_changed`. */
  action: z.string(),
  target: z.string().nullable(),
  detail: z.record(z.string(), JsonValue),
  request_id: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditPage = z.object({
  /** Newest first. */
  items: z.array(AuditEntry),
  /** Pass as `cursor` for the next page; null on the last. */
  next_cursor: z.string().nullable(),
});
export type AuditPage = z.infer<typeof AuditPage>;
