import type { DormancyState, JobId, JobStatus, UserId } from "@dormant-users/shared-types";

/** Whom a run looks at. */
export const ANALYSED_STATES: readonly DormancyState[] = ["dormant", "never_active"];

/** What a run has done so far. */
export interface RunTotals {
  /** Users on its list; 0 until it is made. */
  readonly dormant: number;
  readonly analysed: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly byModel: number;
  readonly byRules: number;
  readonly droppedClaims: number;
  readonly modelCalls: number;
  readonly embeddingCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly embeddingTokens: number;
  readonly costUsd: number;
}

/** One analysis of a tenant's dormant users, or of some of them. Instants are ISO 8601. */
export interface AnalysisRun extends RunTotals {
  readonly id: JobId;
  readonly status: JobStatus;
  readonly forced: boolean;
  /** Null: every dormant user. */
  readonly userIds: readonly UserId[] | null;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly cancelRequested: boolean;
  /** Why it ended as it did, for the people who read it. */
  readonly outcome: string | null;
}

export const isOver = ({ status }: Pick<AnalysisRun, "status">): boolean => status !== "queued" && status !== "running";

export const NO_WORK = {
  analysed: 0,
  unchanged: 0,
  failed: 0,
  byModel: 0,
  byRules: 0,
  droppedClaims: 0,
  modelCalls: 0,
  embeddingCalls: 0,
  inputTokens: 0,
  outputTokens: 0,
  embeddingTokens: 0,
  costUsd: 0,
} as const satisfies Omit<RunTotals, "dormant">;

export type RunWork = { readonly [Total in keyof typeof NO_WORK]: number };

/** Another process has taken the run up: this one may write nothing more. */
export class RunLostError extends Error {
  override readonly name = "RunLostError";
}
