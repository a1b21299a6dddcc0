import { z } from "zod";
import { Instant, InstantInput } from "./instant.ts";
import { UserId } from "./user-id.ts";

export const DecisionId = z.uuid().brand<"DecisionId">();
export type DecisionId = z.infer<typeof DecisionId>;

export const DecisionKind = z.enum(["keep", "notify", "disable", "snooze", "exempt", "reassign"]);
export type DecisionKind = z.infer<typeof DecisionKind>;

/** What became of a decision: the product applies snooze, exempt and keep itself, other systems the rest. */
export const ApplyStatus = z.enum(["pending", "applied", "failed", "not_supported"]);
export type ApplyStatus = z.infer<typeof ApplyStatus>;

/** What a person decided about a user. It stands until it is undone, or replaced by another. */
export const Decision = z.object({
  decision_id: DecisionId,
  user_id: UserId,
  kind: DecisionKind,
  reason: z.string().nullable(),
  /** End of a snooze or exemption; null where it has none. */
  until: Instant.nullable(),
  assignee: z.string().nullable(),
  decided_by: z.string(),
  decided_at: Instant,
  apply_status: ApplyStatus,
  apply_detail: z.string().nullable(),
  undone_at: Instant.nullable(),
  undone_by: z.string().nullable(),
});
export type Decision = z.infer<typeof Decision>;

/** One user of a decision, and the state it was decided on. */
export const DecisionTarget = z.strictObject({
  user_id: UserId,
  /** The standing decision the caller saw, or null for none; another one then answers `conflict`. Left out: whatever stands. */
  seen: DecisionId.nullable().optional(),
});
export type DecisionTarget = z.infer<typeof DecisionTarget>;

const reason = z.string().trim().min(3).max(500);
const users = z
  .array(DecisionTarget)
  .min(1)
  .max(500)
  .refine((targets) => new Set(targets.map(({ user_id }) => user_id.toLowerCase())).size === targets.length, {
    message: "must name each user once",
  });

/** One decision about one or many users. */
export const DecisionRequest = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["keep", "notify", "disable"]), reason: reason.optional(), users }),
  z.strictObject({ kind: z.literal("snooze"), until: InstantInput, reason: reason.optional(), users }),
  z.strictObject({ kind: z.literal("exempt"), until: InstantInput.nullable().optional(), reason, users }),
  z.strictObject({
    kind: z.literal("reassign"),
    assignee: z.string().trim().min(1).max(200),
    reason: reason.optional(),
    users,
  }),
]);
export type DecisionRequest = z.infer<typeof DecisionRequest>;

/** What became of one user of a decision. */
export const DecisionResult = z.object({
  user_id: UserId,
  /** `conflict`: another decision stands than the one seen; nothing changed. `not_found`: this tenant has no such user. */
  status: z.enum(["decided", "conflict", "not_found"]),
  /** The decision that stands now. */
  decision: Decision.nullable(),
});
export type DecisionResult = z.infer<typeof DecisionResult>;

export const DecisionResults = z.object({ results: z.array(DecisionResult) });
export type DecisionResults = z.infer<typeof DecisionResults>;

/** Decisions to take back together. */
export const UndoRequest = z.strictObject({
  decision_ids: z
    .array(DecisionId)
    .min(1)
    .max(500)
    .refine((ids) => new Set(ids.map((id) => id.toLowerCase())).size === ids.length, {
      message: "must name each decision once",
    }),
});
export type UndoRequest = z.infer<typeof UndoRequest>;

/** What became of one decision that was to be taken back. */
export const UndoResult = z.object({
  decision_id: DecisionId,
  /** `undone`: is taken back, now or before. `not_found`: this tenant has no such decision. */
  status: z.enum(["undone", "not_found"]),
  decision: Decision.nullable(),
});
export type UndoResult = z.infer<typeof UndoResult>;

export const UndoResults = z.object({ results: z.array(UndoResult) });
export type UndoResults = z.infer<typeof UndoResults>;

/** What the system that acts on decisions reports of one. */
export const ApplyReport = z.strictObject({
  status: z.enum(["applied", "failed", "not_supported"]),
  /** What a reader should know; no secrets, no personal data. */
  detail: z.string().trim().min(1).max(500).nullable().optional(),
});
export type ApplyReport = z.infer<typeof ApplyReport>;
