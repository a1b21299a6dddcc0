import { z } from "zod";
import { JobId, JobStatus } from "../resources/refresh-job.ts";
import { TenantId } from "../resources/tenant-id.ts";

const ofTenant = { tenant: TenantId };
const ofRun = { tenant: TenantId, run_id: JobId };

/**
 * One step of a night's analysis, for a state machine that goes through tenants: `list-tenants` once, then for each tenant
 * `detect`, `embed`, `analyze` until it is done, `store`. Every step may be repeated.
 */
export const AnalysisStep = z.discriminatedUnion("step", [
  // `due`: only those whose own hour (`schedule.hour_utc`) it is; for a schedule that fires every hour.
  z.object({ step: z.literal("list-tenants"), due: z.boolean().optional() }),
  z.object({ step: z.literal("detect"), ...ofTenant }),
  z.object({ step: z.literal("embed"), ...ofRun }),
  z.object({ step: z.literal("analyze"), ...ofRun }),
  z.object({ step: z.literal("store"), ...ofRun }),
]);
export type AnalysisStep = z.infer<typeof AnalysisStep>;

/** A run that somebody queued is to be carried out, or one that was interrupted to go on. */
export const RunRequested = z.strictObject(ofRun);
export type RunRequested = z.infer<typeof RunRequested>;

const SCHEDULE = z.literal("aws.events");

/** EventBridge's schedule, or an empty event: every tenant, in one call. */
const Scheduled = z.union([z.object({ source: SCHEDULE }), z.strictObject({ source: SCHEDULE.optional() })]);

/** Everything that the function `detect-dormant-users` is called with. */
export const AnalysisEvent = z.union([AnalysisStep, RunRequested, z.strictObject(ofTenant), Scheduled]);
export type AnalysisEvent = z.infer<typeof AnalysisEvent>;

/** What `list-tenants` answers: the items of the map. */
export const ListedTenants = z.object({ tenants: z.array(TenantId) });
export type ListedTenants = z.infer<typeof ListedTenants>;

/** What `detect` answers: the input of the other steps. */
export const DetectedUsers = z.object({ ...ofRun, dormant: z.int().min(0) });
export type DetectedUsers = z.infer<typeof DetectedUsers>;

/** What `embed` and `analyze` answer. Until `done`, the step is to be asked for again. */
export const StepProgress = z.object({ ...ofRun, status: JobStatus, done: z.boolean() });
export type StepProgress = z.infer<typeof StepProgress>;

/** What `store` answers: the totals of the run. `queued`: users are left, and the next run of the tenant goes on with them. */
export const StoredRun = z.object({
  ...ofRun,
  status: JobStatus,
  dormant: z.int().min(0),
  analysed: z.int().min(0),
  unchanged: z.int().min(0),
  failed: z.int().min(0),
  by_source: z.object({ model: z.int().min(0), rules: z.int().min(0) }),
  cost_usd: z.number().min(0),
});
export type StoredRun = z.infer<typeof StoredRun>;
