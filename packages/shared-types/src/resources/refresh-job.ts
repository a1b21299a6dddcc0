import { z } from "zod";
import { Instant } from "./instant.ts";
import { UserId } from "./user-id.ts";

export const JobId = z.uuid().brand<"JobId">();
export type JobId = z.infer<typeof JobId>;

/** `partial`: some users could not be analysed, and are named in the log. */
export const JobStatus = z.enum(["queued", "running", "succeeded", "partial", "failed", "cancelled"]);
export type JobStatus = z.infer<typeof JobStatus>;

export const RefreshRequest = z.strictObject({
  /** Left out: every dormant user of the tenant. */
  user_ids: z.array(UserId).min(1).max(500).optional(),
  /** Analyses again what has not changed. */
  force: z.boolean().optional(),
});
export type RefreshRequest = z.infer<typeof RefreshRequest>;

export const StartedJob = z.object({ job_id: JobId, status: JobStatus });
export type StartedJob = z.infer<typeof StartedJob>;

/** A run of the analysis, as far as it has come. */
export const RefreshJob = StartedJob.extend({
  requested_by: z.string(),
  requested_at: Instant,
  started_at: Instant.nullable(),
  finished_at: Instant.nullable(),
  cancel_requested: z.boolean(),
  /** Users to look at; 0 until the run has counted them. */
  dormant: z.int().min(0),
  analysed: z.int().min(0),
  /** Looked at, and nothing about them had changed. */
  unchanged: z.int().min(0),
  failed: z.int().min(0),
  by_source: z.object({ model: z.int().min(0), rules: z.int().min(0) }),
  dropped_claims: z.int().min(0),
  model_calls: z.int().min(0),
  embedding_calls: z.int().min(0),
  tokens: z.object({ input: z.int().min(0), output: z.int().min(0), embedding: z.int().min(0) }),
  cost_usd: z.number().min(0),
  /** Why it ended as it did, where that needs words. */
  outcome: z.string().nullable(),
});
export type RefreshJob = z.infer<typeof RefreshJob>;
