import { RefreshJob } from "../resources/refresh-job.ts";

let sequence = 0;

/** A valid job that has just begun; each call another one. */
export function buildRefreshJob(overrides: Partial<RefreshJob> = {}): RefreshJob {
  sequence += 1;
  return RefreshJob.parse({
    job_id: `00000000-0000-4000-a000-${String(sequence).padStart(12, "0")}`,
    status: "running",
    requested_by: "admin-1",
    requested_at: "2026-11-22T06:10:00.000Z",
    started_at: "2026-11-22T06:10:01.000Z",
    finished_at: null,
    cancel_requested: false,
    dormant: 200,
    analysed: 20,
    unchanged: 100,
    failed: 0,
    by_source: { model: 20, rules: 0 },
    dropped_claims: 0,
    model_calls: 20,
    embedding_calls: 2,
    tokens: { input: 40_000, output: 6000, embedding: 2000 },
    cost_usd: 0.07,
    outcome: null,
    ...overrides,
  });
}
