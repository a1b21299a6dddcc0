import type { TenantId } from "@dormant-users/shared-types";
import type { LogFields, Logger } from "../logger.ts";
import { roundedMs } from "../rounded.ts";

interface TakenObject {
  readonly tenant: TenantId;
  readonly users: number;
  readonly unchanged: number;
  readonly held: number;
  readonly refused: number;
  readonly quarantined: number;
  /** From the object's creation to now. */
  readonly ageMs: number;
  readonly durationMs: number;
}

/** An object of the bucket was taken in, or held. Its key stays out: who names files may name people. */
export function objectTaken(logger: Logger, taken: TakenObject): void {
  const { tenant, users, unchanged, held, refused, quarantined, ageMs, durationMs } = taken;
  logger.measured(
    held + refused + quarantined > 0 ? "warn" : "info",
    "object_taken",
    { tenant, users, unchanged },
    {
      "object.count": 1,
      "object.age_ms": Math.max(0, ageMs),
      "object.duration_ms": roundedMs(durationMs),
      "object.held": held,
      "object.refused": refused,
      "object.quarantined": quarantined,
    },
  );
}

/** An event that no object can come of: not of S3, a key that is none of ours, an object that is gone. */
export function objectRefused(logger: Logger, reason: string): void {
  logger.measured("warn", "object_refused", { reason }, { "object.refused": 1 });
}

/** An object that could not be taken now; its message comes again, and after the last try goes to the dead letters. */
export function objectFailed(
  logger: Logger,
  { messageId, ...trouble }: LogFields & { readonly messageId: string | undefined },
): void {
  logger.measured("error", "object_failed", { message_id: messageId, ...trouble }, { "object.failed": 1 });
}
