import type { JobId, TenantId, UserId } from "@dormant-users/shared-types";
import { type TenantTransaction, withRetries } from "../../db/index.ts";
import { usersEmbedded } from "../../observability/events/users-embedded.ts";
import type { Logger } from "../../observability/logger.ts";
import { inLanes, PrefetchedQueue } from "../../prefetched-queue.ts";
import { buildEvidence, embeddingHash, embeddingText } from "../../rag/index.ts";
import { type Embedder, type Embedding, ModelError } from "../../rag/ports.ts";
import { listJudgedUsers } from "../detection/index.ts";
import {
  addBills,
  type Bill,
  billFor,
  failedCalls,
  NO_BILL,
  Purse,
  type SpendingServices,
  settle,
} from "../spending/index.ts";
import { listEmbeddingHashes, saveEmbeddings, type UserEmbedding } from "./embeddings.repository.ts";
import { toEvidenceInput } from "./to-evidence-input.ts";
import { listUserFacts } from "./user-facts.repository.ts";

export interface EmbeddingServices extends SpendingServices {
  readonly embedder: Embedder;
  readonly logger: Logger;
}

/** What making vectors took. */
export interface EmbeddingWork {
  readonly embedded: number;
  readonly unchanged: number;
  /** Users whose text the embedder refused or did not answer for: tried again next time. */
  readonly failed: number;
  /** Left out because the month's budget is used up. */
  readonly withoutBudget: number;
  /** Batches of texts given to the embedder. */
  readonly calls: number;
  readonly tokens: number;
  readonly costUsd: number;
}

/** The run that vectors are made for: what they took is added to its totals, in the transaction that keeps them. */
export interface RunAccount {
  readonly runId: JobId;
  readonly worker: string;
  add(tx: TenantTransaction, work: Pick<EmbeddingWork, "calls" | "tokens" | "costUsd">): Promise<void>;
  /** After that transaction. @throws what is to end the work */
  added(): void;
  /** The run has another worker. @throws what is to end the work */
  lost(): never;
}

export interface EmbedOptions {
  readonly signal?: AbortSignal | undefined;
  /** False once the batches under way are to be the last. */
  readonly mayGoOn?: (() => boolean) | undefined;
  readonly run?: RunAccount | undefined;
  /** Users looked at so far. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

/** Texts in one call of the embedder: what a killed process may have paid for in vain is two of these. */
const TEXTS_PER_CALL = 10;
/** While one is kept, the next is under way. */
const CALLS_AT_ONCE = 2;
/** Users whose texts are read at once. */
const PAGE = 100;

interface Wanted {
  readonly userId: UserId;
  readonly text: string;
  readonly contentHash: string;
}

/**
 * Makes the vectors of those users whose text changed since their last one, until the month's budget is used up. What ten
 * texts may cost is set aside before they are sent; their vectors and their bill are kept together as soon as they are
 * there. No transaction is open while the embedder works.
 *
 * @throws {ModelError} when the embedder cannot be had at all; what was made until then is kept
 */
export async function embedUsers(
  services: EmbeddingServices,
  tenantId: TenantId,
  userIds: readonly UserId[],
  options: EmbedOptions = {},
): Promise<EmbeddingWork> {
  const pass = new EmbeddingPass(services, tenantId, userIds, options);
  const startedAt = performance.now();
  try {
    await inLanes(pass.batches, CALLS_AT_ONCE, (batch) => pass.take(batch));
    return pass.work;
  } finally {
    const durationMs = performance.now() - startedAt;
    usersEmbedded(services.logger, { tenant: tenantId, model: services.embedder.modelId, ...pass.work, durationMs });
  }
}

class EmbeddingPass {
  readonly work = { embedded: 0, unchanged: 0, failed: 0, withoutBudget: 0, calls: 0, tokens: 0, costUsd: 0 };
  readonly batches = new PrefetchedQueue<readonly Wanted[]>(() => this.#nextPage(), CALLS_AT_ONCE);
  readonly #services: EmbeddingServices;
  readonly #tenantId: TenantId;
  readonly #userIds: readonly UserId[];
  readonly #options: EmbedOptions;
  readonly #purse: Purse;
  #read = 0;
  #isOverBudget = false;
  #hasFailed = false;

  constructor(services: EmbeddingServices, tenantId: TenantId, userIds: readonly UserId[], options: EmbedOptions) {
    this.#services = services;
    this.#tenantId = tenantId;
    this.#userIds = userIds;
    this.#options = options;
    this.#purse = new Purse(services, tenantId);
  }

  async take(batch: readonly Wanted[]): Promise<void> {
    if (this.#isOver()) return;
    try {
      if (!this.#isOverBudget && (await this.#embed(batch))) return;
      this.#isOverBudget = true;
      this.work.withoutBudget += batch.length;
    } catch (error) {
      this.#hasFailed = true;
      throw error;
    }
  }

  #isOver(): boolean {
    const { signal, mayGoOn } = this.#options;
    signal?.throwIfAborted();
    return this.#hasFailed || mayGoOn?.() === false;
  }

  async #nextPage(): Promise<readonly (readonly Wanted[])[] | "end"> {
    if (this.#read >= this.#userIds.length || this.#isOver()) return "end";
    const { database, embedder, now } = this.#services;
    const page = this.#userIds.slice(this.#read, this.#read + PAGE);
    const read = (tx: TenantTransaction) =>
      Promise.all([
        textsOf(tx, page, embedder.modelId, now()),
        listEmbeddingHashes(tx, { userIds: page, modelId: embedder.modelId }),
      ]);
    const [all, known] = await withRetries(() => database.withTenant(this.#tenantId, read, { readOnly: true }));
    const wanted = all.filter(({ userId, contentHash }) => known.get(userId) !== contentHash);
    this.#read += page.length;
    this.work.unchanged += all.length - wanted.length;
    this.#options.onProgress?.(this.#read, this.#userIds.length);
    return Array.from({ length: Math.ceil(wanted.length / TEXTS_PER_CALL) }, (_, index) =>
      wanted.slice(index * TEXTS_PER_CALL, (index + 1) * TEXTS_PER_CALL),
    );
  }

  /** False, and nothing is sent, where the budget does not hold it. */
  async #embed(batch: readonly Wanted[]): Promise<boolean> {
    const { embedder } = this.#services;
    const { run } = this.#options;
    const mostUsdOnce = batch.reduce((sum, { text }) => sum + this.#price(embedder.mostTokens(text)), 0);
    const planned = { modelId: embedder.modelId, calls: batch.length, mostUsdOnce, run } as const;
    const spent = await this.#purse.spend({ purpose: "embedding", ...planned }, (id) => this.#send(id, batch));
    if ("refusal" in spent && spent.refusal === "run_lost") run?.lost();
    return "value" in spent;
  }

  async #send(reservationId: string, batch: readonly Wanted[]): Promise<void> {
    const { embedder } = this.#services;
    const { modelId } = embedder;
    const texts = batch.map(({ text }) => text);
    const results = await embedder.embed(texts, { signal: this.#options.signal }).catch(async (error: unknown) => {
      if (error instanceof ModelError) {
        const dearest = Math.max(...texts.map((text) => embedder.mostTokens(text)));
        await this.#keep(reservationId, [], this.#billFor(failedCalls(error), dearest));
        this.work.failed += batch.length;
      }
      throw error;
    });
    const bill = results.reduce((sum, result, index) => {
      const outcome = result instanceof ModelError ? failedCalls(result) : heardCalls(result);
      return addBills(sum, this.#billFor(outcome, embedder.mostTokens(texts[index] ?? "")));
    }, NO_BILL);
    const made = batch.flatMap(({ userId, contentHash }, index): UserEmbedding[] => {
      const result = results[index];
      if (result === undefined || result instanceof ModelError) return [];
      return [{ userId, modelId, contentHash, vector: result.vector, inputTokens: result.inputTokens }];
    });
    await this.#keep(reservationId, made, bill);
    this.work.failed += batch.length - made.length;
  }

  async #keep(reservationId: string, made: readonly UserEmbedding[], bill: Bill): Promise<void> {
    const { run } = this.#options;
    const work = { calls: 1, tokens: bill.usage.inputTokens, costUsd: bill.costUsd };
    await withRetries(() =>
      this.#services.database.withTenant(this.#tenantId, async (tx) => {
        await saveEmbeddings(tx, made);
        if (await settle(tx, { reservationId, ...bill })) await run?.add(tx, work);
      }),
    );
    this.work.embedded += made.length;
    this.work.calls += 1;
    this.work.tokens += work.tokens;
    this.work.costUsd += work.costUsd;
    run?.added();
  }

  #price(inputTokens: number): number {
    return this.#services.costOf(this.#services.embedder.modelId, { inputTokens, outputTokens: 0 });
  }

  #billFor(outcome: Parameters<typeof billFor>[1], mostTokens: number): Bill {
    const most = { inputTokens: mostTokens, outputTokens: 0 };
    return billFor(({ inputTokens }) => this.#price(inputTokens), outcome, most);
  }
}

const heardCalls = ({ inputTokens, ...requests }: Embedding) => ({
  ...requests,
  usage: { inputTokens, outputTokens: 0 },
});

async function textsOf(
  tx: TenantTransaction,
  userIds: readonly UserId[],
  modelId: string,
  nowMs: number,
): Promise<Wanted[]> {
  const [listed, judgedUsers] = await Promise.all([listUserFacts(tx, userIds), listJudgedUsers(tx, { userIds })]);
  const facts = new Map(listed.map((one) => [one.userId, one]));
  return judgedUsers.flatMap((judged) => {
    const known = facts.get(judged.userId);
    if (known === undefined) return [];
    const text = embeddingText(buildEvidence(toEvidenceInput(known, judged, null, nowMs)).facts);
    return [{ userId: judged.userId, text, contentHash: embeddingHash(text, modelId) }];
  });
}
