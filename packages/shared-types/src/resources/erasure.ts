import { z } from "zod";
import { Instant } from "./instant.ts";
import { UserId } from "./user-id.ts";

/** Proof that a user's data was erased. Names nobody: the user's id is the product's own and means nothing any more. */
export const ErasureReceipt = z.object({
  receipt_id: z.uuid(),
  user_id: UserId,
  erased_at: Instant,
  erased_by: z.string(),
  /** Rows removed by table. */
  removed: z.record(z.string(), z.int().min(0)),
  /** Keyed hashes that keep the next snapshot from bringing the user back. */
  tombstones: z.int().min(0),
});
export type ErasureReceipt = z.infer<typeof ErasureReceipt>;
