import type { JobStatus, TenantId, UserId } from "@dormant-users/shared-types";
import type { TenantDatabase, TenantTransaction } from "../../db/index.ts";
import type { Analysis } from "../../rag/index.ts";
import { addSpend, getMonthlySpend, saveInsight } from "../insights/index.ts";
import { type AnalysisRun, NO_WORK, RunLostError, type RunWork } from "./analysis-run.ts";
import { addWork, endRun, takeRun } from "./runs.repository.ts";
import { withRetries } from "./with-retries.ts";
import {
  claimNext,
  countOpenUsers,
  giveBack,
  holdUser,
  listWaiting,
  mark,
  reopen,
  takeOff,
} from "./work-list.repository.ts";

const UNLIMITED = { statementTimeoutMs: 0 } as const;

/** An analysis to be kept, and what it cost. */
export interface FinishedAnalysis {
  readonly userId: UserId;
  readonly analysis: Analysis;
  readonly modelId: string | undefined;
  readonly costUsd: number;
  readonly nowMs: number;
}

/**
 * What one process writes to a run while it alone works on it. Every write says who writes: once another process has
 * taken the run up, nothing of this one is kept.
 */
export class RunWorker {
  readonly #database: TenantDatabase;
  readonly #tenantId: TenantId;
  readonly #worker = crypto.randomUUID();
  readonly #onProgress: (run: AnalysisRun) => void;
  #run: AnalysisRun;

  constructor(
    database: TenantDatabase,
    tenantId: TenantId,
    run: AnalysisRun,
    onProgress: (run: AnalysisRun) => void = () => {},
  ) {
    this.#database = database;
    this.#tenantId = tenantId;
    this.#run = run;
    this.#onProgress = onProgress;
  }

  /** As of the last write. */
  get run(): AnalysisRun {
    return this.#run;
  }

  /** Takes the run up; false where another worker is alive, or the run is over. */
  async take(): Promise<boolean> {
    const taken = await this.#transaction(async (tx) => {
      const run = await takeRun(tx, this.#run.id, this.#worker);
      if (run === undefined) return undefined;
      const failed = await reopen(tx, run.id);
      return failed === 0 ? run : this.#add(tx, { failed });
    });
    if (taken !== undefined) this.#tell(taken);
    return taken !== undefined;
  }

  /** Shows that this worker lives, and learns whether it should go on. */
  async beat(): Promise<void> {
    this.#tell(await this.#transaction((tx) => this.#add(tx, {})));
  }

  waiting(): Promise<UserId[]> {
    return this.#transaction((tx) => listWaiting(tx, this.#run.id));
  }

  /** Users of whom nothing was decided yet, taken up or not. */
  open(): Promise<number> {
    return this.#transaction((tx) => countOpenUsers(tx, this.#run.id));
  }

  claim(limit: number): Promise<UserId[]> {
    return this.#transaction(async (tx) => {
      await this.#add(tx, {});
      return claimNext(tx, this.#run.id, limit);
    });
  }

  async add(work: Partial<RunWork>): Promise<void> {
    this.#tell(await this.#transaction((tx) => this.#add(tx, work)));
  }

  async recordUnchanged(userIds: readonly UserId[], gone: readonly UserId[] = []): Promise<void> {
    if (userIds.length + gone.length === 0) return;
    const run = await this.#transaction(async (tx) => {
      await takeOff(tx, this.#run.id, gone);
      const unchanged = await mark(tx, { runId: this.#run.id, userIds, status: "unchanged" });
      return this.#add(tx, { unchanged });
    });
    this.#tell(run);
  }

  async recordFailed(userId: UserId, error: string): Promise<void> {
    const run = await this.#transaction(async (tx) => {
      const failed = await mark(tx, { runId: this.#run.id, userIds: [userId], status: "failed", error });
      return this.#add(tx, { failed });
    });
    this.#tell(run);
  }

  /**
   * Keeps an analysis: insight, history, spend and totals stand or fall together.
   *
   * @returns what the tenant has spent this month
   */
  async record({ userId, analysis, modelId, costUsd, nowMs }: FinishedAnalysis): Promise<number> {
    const { insight, dropped, modelCalls, attempts, usage } = analysis;
    const { run, spentUsd } = await this.#transaction(async (tx) => {
      const runId = this.#run.id;
      const isThere = await holdUser(tx, userId);
      const isOurs = (await mark(tx, { runId, userIds: [userId], status: "analysed" })) === 1;
      // There and marked already: this very write was committed and its answer lost.
      if (isThere && !isOurs) return { run: this.#run, spentUsd: 0 };
      if (isThere) await saveInsight(tx, { userId, runId, analysis, costUsd });
      if (modelId !== undefined) await addSpend(tx, { modelId, calls: attempts, usage, costUsd, nowMs });
      const spentUsd = costUsd > 0 ? (await getMonthlySpend(tx, nowMs)).costUsd : 0;
      const done = isThere
        ? {
            analysed: 1,
            byModel: insight.source === "model" ? 1 : 0,
            byRules: insight.source === "rules" ? 1 : 0,
            droppedClaims: dropped.length,
          }
        : {};
      const { inputTokens, outputTokens } = usage;
      return { run: await this.#add(tx, { ...done, modelCalls, inputTokens, outputTokens, costUsd }), spentUsd };
      // An ingestion may hold the profile that the insight ranks: what was paid for waits for it, however long it takes.
    }, UNLIMITED);
    this.#tell(run);
    return spentUsd;
  }

  /** Ends the run, or gives it back (`queued`) for whoever takes it up next. */
  async end(status: JobStatus, outcome: string | null): Promise<AnalysisRun> {
    const run = await this.#transaction(async (tx) => {
      if (status === "queued" || status === "cancelled") await giveBack(tx, this.#run.id);
      return endRun(tx, { runId: this.#run.id, worker: this.#worker, status, outcome });
    });
    if (run === undefined) throw new RunLostError();
    this.#tell(run);
    return run;
  }

  async #add(tx: TenantTransaction, work: Partial<RunWork>): Promise<AnalysisRun> {
    const run = await addWork(tx, { runId: this.#run.id, worker: this.#worker, work: { ...NO_WORK, ...work } });
    if (run === undefined) throw new RunLostError();
    return run;
  }

  #transaction<T>(
    work: (tx: TenantTransaction) => Promise<T>,
    options?: Parameters<TenantDatabase["withTenant"]>[2],
  ): Promise<T> {
    return withRetries(() => this.#database.withTenant(this.#tenantId, work, options));
  }

  #tell(run: AnalysisRun): void {
    this.#run = run;
    this.#onProgress(run);
  }
}
