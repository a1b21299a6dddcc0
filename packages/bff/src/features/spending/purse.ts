import type { TenantId } from "@dormant-users/shared-types";
import { type TenantDatabase, withRetries } from "../../db/index.ts";
import { MOST_TIMES_BILLED } from "../../rag/ports.ts";
import type { CostOf } from "./bill.ts";
import { type NewReservation, type Refusal, reserveQuery } from "./reservations.repository.ts";
import { monthOf } from "./spend.repository.ts";

export interface SpendingServices {
  readonly database: TenantDatabase;
  readonly costOf: CostOf;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Calls that are about to be made. */
export interface PlannedCalls
  extends Pick<NewReservation, "purpose" | "modelId" | "calls">,
    Partial<Pick<NewReservation, "headroomUsd" | "run" | "userId">> {
  /** What all of them cost at most where each is billed once. */
  readonly mostUsdOnce: number;
}

export type Spent<T> = { readonly value: T } | { readonly refusal: Refusal };

/**
 * Makes calls of models within the month's budget: what they may cost at most, retries included, is set aside and written
 * down before they are made, never more than is left, whoever else reserves at the same time.
 */
export class Purse {
  readonly #services: SpendingServices;
  readonly #tenantId: TenantId;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(services: SpendingServices, tenantId: TenantId) {
    this.#services = services;
    this.#tenantId = tenantId;
  }

  /**
   * Does work that calls a model, or says why it must not. Where the budget is set aside for other work of this purse, waits
   * for what that leaves.
   *
   * @param work makes the calls, and settles the reservation with their bill; one that it leaves open counts in full
   * @throws what `work` throws
   */
  async spend<T>(planned: PlannedCalls, work: (reservationId: string) => Promise<T>): Promise<Spent<T>> {
    for (;;) {
      const id = crypto.randomUUID();
      const before = [...this.#underWay];
      const verdict = await this.#reserve(id, planned);
      if (verdict === "granted") return { value: await this.#track(work(id)) };
      if (verdict !== "over_budget" || before.length === 0) return { refusal: verdict };
      await Promise.race(before);
    }
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    const ended = work.catch(() => undefined);
    this.#underWay.add(ended);
    try {
      return await work;
    } finally {
      this.#underWay.delete(ended);
    }
  }

  async #reserve(
    id: string,
    { mostUsdOnce, headroomUsd = 0, run, userId, ...calls }: PlannedCalls,
  ): Promise<"granted" | Refusal> {
    const { database, now } = this.#services;
    const mostUsd = MOST_TIMES_BILLED * mostUsdOnce;
    const reservation = { ...calls, id, run, userId, mostUsd, headroomUsd, month: monthOf(now()) };
    // Asked again after a commit whose answer was lost, the same reservation is granted again.
    const [row] = await withRetries(() => database.write(this.#tenantId, reserveQuery, reservation));
    if (row === undefined) throw new Error("a reservation has one verdict");
    return row.verdict;
  }
}
