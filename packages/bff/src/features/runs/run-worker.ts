import type { JobStatus, TenantId, UserId } from "@dormant-users/shared-types";
import { type TenantDatabase, type TenantTransaction, withRetries } from "../../db/index.ts";
import type { Analysis } from "../../rag/index.ts";
import { type RunAccount, saveInsight } from "../insights/index.ts";
import { takeLost } from "../spending/index.ts";
import { type AnalysisRun, NO_WORK, RunLostError, type RunWork } from "./analysis-run.ts";
import { forgetQuestions, listAnsweredQuery, type StoredQuestion } from "./questions.repository.ts";
import type { RunServices } from "./run-services.ts";
import { addWork, endRun, type RunLease, takeRun } from "./runs.repository.ts";
import {
  type Claim,
  claimNext,
  countOpenQuery,
  giveBack,
  holdUser,
  listWaitingQuery,
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
  #isResumed = false;

  constructor(
    { database }: Pick<RunServices, "database">,
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

  get lease(): RunLease {
    return { runId: this.#run.id, worker: this.#worker };
  }

  /** Takes the run up; false where another worker is alive, or the run is over. */
  async take(): Promise<boolean> {
    const run = await this.#transaction(async (tx) => {
      const taken = await takeRun(tx, this.lease);
      this.#isResumed = taken?.isResumed ?? false;
      // Nobody before this worker: nothing was taken up or asked.
      if (!taken?.isResumed) return taken?.run;
      const { run } = taken;
      const failed = await reopen(tx, run.id);
      const lost = await this.#takeLost(tx);
      return failed + lost.modelCalls + lost.embeddingCalls === 0 ? run : this.#add(tx, { failed, ...lost });
    });
    if (run !== undefined) this.#tell(run);
    return run !== undefined;
  }

  /** Shows that this worker lives, and learns whether it should go on. */
  async beat(): Promise<void> {
    this.#tell(await this.#transaction((tx) => this.#add(tx, {})));
  }

  async waiting(): Promise<UserId[]> {
    const rows = await withRetries(() => this.#database.read(this.#tenantId, listWaitingQuery, this.#run.id));
    return rows.map(({ userId }) => userId);
  }

  /** Users of whom nothing was decided yet, taken up or not. */
  async open(): Promise<number> {
    const count = await withRetries(() => this.#database.readOne(this.#tenantId, countOpenQuery, this.#run.id));
    return count?.open ?? 0;
  }

  claim(limit: number): Promise<Claim> {
    return this.#transaction(async (tx) => {
      const [, claim] = await Promise.all([this.#add(tx, {}), claimNext(tx, this.#run.id, limit)]);
      return claim;
    });
  }

  /** Where the work of making vectors is added. What was paid for is kept even if the run is lost meanwhile. */
  embeddingAccount(): RunAccount {
    let after: AnalysisRun | undefined = this.#run;
    return {
      ...this.lease,
      add: async (tx, { calls, tokens, costUsd }) => {
        const work = { ...NO_WORK, embeddingCalls: calls, embeddingTokens: tokens, costUsd };
        after = await addWork(tx, { ...this.lease, work });
      },
      added: () => {
        if (after === undefined) throw new RunLostError();
        this.#tell(after);
      },
      lost: () => {
        throw new RunLostError();
      },
    };
  }

  /**
   * Puts back users who were taken up and reached nobody: the answer to the claim was lost, or their facts could not be
   * read. Only while nobody is worked on.
   *
   * @returns how many there were
   */
  async takeBack(): Promise<number> {
    // Everybody on the list is accounted for; where some were taken off it, the list itself must tell.
    const { dormant, analysed, unchanged, failed } = this.#run;
    if (analysed + unchanged + failed === dormant) return 0;
    return this.#transaction(async (tx) => {
      await this.#add(tx, {});
      return giveBack(tx, this.#run.id);
    });
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
   */
  async record({ userId, analysis, costUsd }: FinishedAnalysis): Promise<void> {
    const { insight, dropped, modelCalls, usage } = analysis;
    const run = await this.#transaction(async (tx) => {
      const runId = this.#run.id;
      const marking = { runId, userIds: [userId], status: "analysed" } as const;
      const [isThere, marked] = await Promise.all([holdUser(tx, userId), mark(tx, marking)]);
      const isOurs = marked === 1;
      // There and marked already: this very write was committed and its answer lost.
      if (isThere && !isOurs) return this.#run;
      const done = isThere
        ? {
            analysed: 1,
            byModel: insight.source === "model" ? 1 : 0,
            byRules: insight.source === "rules" ? 1 : 0,
            droppedClaims: dropped.length,
          }
        : {};
      const { inputTokens, outputTokens } = usage;
      const work = { ...done, modelCalls, inputTokens, outputTokens, costUsd };
      const [, , run] = await Promise.all([
        isThere && saveInsight(tx, { userId, runId, analysis, costUsd }),
        modelCalls > 0 && forgetQuestions(tx, { runId, userId }),
        this.#add(tx, work),
      ]);
      return run;
      // An ingestion may hold the profile that the insight ranks: what was paid for waits for it, however long it takes.
    }, UNLIMITED);
    this.#tell(run);
  }

  /** Ends the run, or gives it back (`queued`) for whoever takes it up next. */
  async end(status: JobStatus, outcome: string | null): Promise<AnalysisRun> {
    const run = await this.#transaction(async (tx) => {
      if (status === "queued" || status === "cancelled") await giveBack(tx, this.#run.id);
      const { runId, worker } = this.lease;
      if (status !== "queued") {
        const [lost] = await Promise.all([this.#takeLost(tx), forgetQuestions(tx, { runId })]);
        if (lost.modelCalls + lost.embeddingCalls > 0) await this.#add(tx, lost);
      }
      const ended = await endRun(tx, { runId, worker, status, outcome });
      // Thrown in here, it takes back what stands above: that is the other worker's to do.
      if (ended === undefined) throw new RunLostError();
      return ended;
    });
    this.#tell(run);
    return run;
  }

  /** Answers that came after a worker before this one had gone. */
  async heard(userIds: readonly UserId[]): Promise<StoredQuestion[]> {
    if (!this.#isResumed) return [];
    const of = { runId: this.#run.id, userIds };
    return withRetries(() => this.#database.read(this.#tenantId, listAnsweredQuery, of));
  }

  /** Calls whose answer nobody will hear: the budget must hold whatever they cost. */
  async #takeLost(tx: TenantTransaction): Promise<Pick<RunWork, "modelCalls" | "embeddingCalls" | "costUsd">> {
    const { questions, embeddings, costUsd } = await takeLost(tx, this.#run.id);
    return { modelCalls: questions, embeddingCalls: embeddings, costUsd };
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
