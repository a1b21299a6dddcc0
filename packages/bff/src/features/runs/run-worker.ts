import type { JobStatus, TenantId, UserId } from "@dormant-users/shared-types";
import type { TenantDatabase, TenantTransaction } from "../../db/index.ts";
import type { Analysis } from "../../rag/index.ts";
import { addSpend, getMonthlySpend, saveInsight } from "../insights/index.ts";
import { type AnalysisRun, NO_WORK, RunLostError, type RunWork } from "./analysis-run.ts";
import { forgetQuestions, listAnswered, type StoredQuestion, takeLost } from "./questions.repository.ts";
import type { RunServices } from "./run-services.ts";
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
  /** Metered already, answer by answer. */
  readonly costUsd: number;
  readonly nowMs: number;
}

/**
 * What one process writes to a run while it alone works on it. Every write says who writes: once another process has
 * taken the run up, nothing of this one is kept.
 */
export class RunWorker {
  readonly #database: TenantDatabase;
  readonly #now: () => number;
  readonly #tenantId: TenantId;
  readonly #worker = crypto.randomUUID();
  readonly #onProgress: (run: AnalysisRun) => void;
  #run: AnalysisRun;

  constructor(
    { database, now }: Pick<RunServices, "database" | "now">,
    tenantId: TenantId,
    run: AnalysisRun,
    onProgress: (run: AnalysisRun) => void = () => {},
  ) {
    this.#database = database;
    this.#now = now;
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
      const lost = await this.#meterLost(tx, false);
      return failed === 0 && lost.modelCalls === 0 ? run : this.#add(tx, { failed, ...lost });
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

  /**
   * Puts back users who were taken up and reached nobody: the answer to the claim was lost, or their facts could not be
   * read. Only while nobody is worked on.
   *
   * @returns how many there were
   */
  takeBack(): Promise<number> {
    return this.#transaction(async (tx) => {
      await this.#add(tx, {});
      return giveBack(tx, this.#run.id);
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
   * Keeps an analysis: insight, history and totals stand or fall together, and the answers behind it are forgotten.
   *
   * @returns what the tenant has spent this month
   */
  async record({ userId, analysis, costUsd, nowMs }: FinishedAnalysis): Promise<number> {
    const { insight, dropped, modelCalls, usage } = analysis;
    const { run, spentUsd } = await this.#transaction(async (tx) => {
      const runId = this.#run.id;
      const isThere = await holdUser(tx, userId);
      const isOurs = (await mark(tx, { runId, userIds: [userId], status: "analysed" })) === 1;
      // There and marked already: this very write was committed and its answer lost.
      if (isThere && !isOurs) return { run: this.#run, spentUsd: 0 };
      if (isThere) await saveInsight(tx, { userId, runId, analysis, costUsd });
      if (modelCalls > 0) await forgetQuestions(tx, { runId, userId });
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
      if (status !== "queued") await this.#add(tx, await this.#meterLost(tx, true));
      return endRun(tx, { runId: this.#run.id, worker: this.#worker, status, outcome });
    });
    if (run === undefined) throw new RunLostError();
    this.#tell(run);
    return run;
  }

  /** Answers that came after a worker before this one had gone. */
  heard(userIds: readonly UserId[]): Promise<StoredQuestion[]> {
    return this.#transaction((tx) => listAnswered(tx, { runId: this.#run.id, userIds }));
  }

  /** Questions whose answer nobody will hear: the budget must hold whatever they cost. */
  async #meterLost(tx: TenantTransaction, isOver: boolean): Promise<{ modelCalls: number; costUsd: number }> {
    const lost = await takeLost(tx, this.#run.id, isOver);
    const usage = { inputTokens: 0, outputTokens: 0 };
    for (const { modelId, calls, costUsd } of lost) {
      await addSpend(tx, { modelId, calls, usage, costUsd, nowMs: this.#now() });
    }
    return {
      modelCalls: lost.reduce((sum, { calls }) => sum + calls, 0),
      costUsd: lost.reduce((sum, { costUsd }) => sum + costUsd, 0),
    };
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
