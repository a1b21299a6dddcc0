/** Hands out items one by one to several takers, and fetches the next batch before the last one is used up. */
export class PrefetchedQueue<Item> {
  readonly #fetch: () => Promise<readonly Item[] | "end">;
  readonly #low: number;
  #ready: Item[] = [];
  #fetching: Promise<void> | undefined;
  #ended = false;

  /**
   * @param fetch the next items, maybe none yet, or `end`
   * @param low fetch when fewer than these are left
   */
  constructor(fetch: () => Promise<readonly Item[] | "end">, low: number) {
    this.#fetch = fetch;
    this.#low = low;
  }

  /** The next item; undefined when there is none left. @throws what `fetch` threw */
  async take(): Promise<Item | undefined> {
    while (this.#ready.length === 0 && !this.#ended) await this.#fill();
    const item = this.#ready.shift();
    // The one who finds nothing left meets the error.
    if (this.#ready.length < this.#low && !this.#ended) this.#fill().catch(() => {});
    return item;
  }

  #fill(): Promise<void> {
    this.#fetching ??= this.#fetch()
      .then((items) => {
        if (items === "end") this.#ended = true;
        else this.#ready.push(...items);
      })
      .finally(() => {
        this.#fetching = undefined;
      });
    return this.#fetching;
  }
}

/**
 * Works on the queue's items in so many lanes at once.
 *
 * @throws the first lane's fault, once all of them have ended: none goes on after the caller was told
 */
export async function inLanes<Item>(
  queue: PrefetchedQueue<Item>,
  lanes: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const lane = async (): Promise<void> => {
    for (let item = await queue.take(); item !== undefined; item = await queue.take()) await work(item);
  };
  for (const ended of await Promise.allSettled(Array.from({ length: lanes }, lane))) {
    if (ended.status === "rejected") throw ended.reason;
  }
}
