/** When something counts as shown: all of `present`, none of `absent`, and `text` in the first of `within`. */
export interface Condition {
  readonly present: readonly string[];
  readonly absent?: readonly string[];
  readonly within?: string;
  readonly text?: string;
}

/** What a page felt like so far, in ms of its own clock. */
export interface Recording {
  /** Longest event of each interaction, to the next paint; the browser reports those from 16 ms on. */
  readonly interactions: readonly { readonly name: string; readonly at: string; readonly durationMs: number }[];
  /** All there were, the quick ones included. */
  readonly interactionCount: number;
  /** Sum of all layout shifts, those after an input included. */
  readonly allShifts: number;
  /** Sum of those that no input explains: what CLS counts. */
  readonly unexplainedShifts: number;
  readonly longTasks: readonly { readonly startMs: number; readonly durationMs: number }[];
}

export interface PageRecorder {
  /** Milliseconds since the navigation, in the task after the frame in which `condition` first held. @throws {Error} after 20 s */
  painted(condition: Condition): Promise<number>;
  /** Of the newest press, key or click that the page got. */
  lastInputMs(): number;
  /** The moment at which the host gave React the page's component to render: its code was loaded by then. */
  mountMs(): number;
  recording(): Recording;
  /** Start and end of each answer by the API since `sinceMs`. */
  answersSince(sinceMs: number): { readonly startMs: number; readonly endMs: number }[];
  /** A fixed piece of work: milliseconds it takes here and now. */
  calibrate(): number;
}

/** Name of the mark that a host sets as it gives React the page's component. */
export const MOUNT_MARK = "profile360:mount";

declare global {
  var recorder: PageRecorder;
}

interface EventTiming extends PerformanceEntry {
  readonly interactionId: number;
  readonly target: Element | null;
}
interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}

/**
 * Runs in the page before anything else does; stands for itself, because it is sent there as text.
 * @param press a button or link to press as soon as it is there, by its text: nobody's reaction time is measured
 */
export function installRecorder({ press, mountMark }: { press: string | undefined; mountMark: string }): void {
  const interactions = new Map<number, { name: string; at: string; durationMs: number }>();
  const longTasks: { startMs: number; durationMs: number }[] = [];
  let allShifts = 0;
  let unexplainedShifts = 0;
  let lastInput = 0;
  const observe = (type: string, take: (entry: PerformanceEntry) => void, options: object = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...options });
  const takeEvent = (entry: PerformanceEntry) => {
    const { interactionId, name, duration, target } = entry as EventTiming;
    if (!interactionId || duration <= (interactions.get(interactionId)?.durationMs ?? 0)) return;
    const said = target?.getAttribute("aria-label") || target?.textContent?.slice(0, 40);
    // A picture in a button says nothing itself.
    const at = said || target?.closest("[aria-label]")?.getAttribute("aria-label") || "";
    interactions.set(interactionId, { name, at, durationMs: duration });
  };
  observe("event", takeEvent, { durationThreshold: 16 });
  observe("longtask", ({ startTime, duration }) => longTasks.push({ startMs: startTime, durationMs: duration }));
  observe("layout-shift", (entry) => {
    const { value, hadRecentInput } = entry as LayoutShift;
    allShifts += value;
    if (!hadRecentInput) unexplainedShifts += value;
  });
  for (const type of ["pointerdown", "click", "keydown"]) {
    addEventListener(
      type,
      ({ timeStamp }) => {
        lastInput = timeStamp;
      },
      { capture: true },
    );
  }
  const whenever = (holds: () => boolean, then: () => void) => {
    if (holds()) return then();
    const watcher = new MutationObserver(() => {
      if (!holds()) return;
      watcher.disconnect();
      then();
    });
    watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  };
  if (press !== undefined) {
    const find = () => [...document.querySelectorAll("button, a")].find((each) => each.textContent?.includes(press));
    whenever(
      () => find() !== undefined,
      () => (find() as HTMLElement).click(),
    );
  }
  globalThis.recorder = {
    painted: ({ present, absent = [], within, text = "" }) =>
      new Promise((done, fail) => {
        const place = within ?? "body";
        const saysWhat = () => document.querySelector(place)?.textContent?.slice(0, 200) ?? "nothing";
        const wanted = `${present.join(" and ")} with "${text}" in ${place}`;
        const patience = setTimeout(() => fail(new Error(`${wanted} was not shown; there is ${saysWhat()}`)), 20_000);
        const holds = () =>
          present.every((each) => document.querySelector(each) !== null) &&
          absent.every((each) => document.querySelector(each) === null) &&
          (within === undefined || document.querySelector(within)?.textContent?.includes(text) === true);
        whenever(holds, () =>
          requestAnimationFrame(() => {
            // A frame's own task ends with its paint; the next task comes after it.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              clearTimeout(patience);
              done(performance.now());
            };
            port2.postMessage(null);
          }),
        );
      }),
    lastInputMs: () => lastInput,
    mountMs: () => performance.getEntriesByName(mountMark).at(-1)?.startTime ?? Number.NaN,
    recording: () => ({
      interactions: [...interactions.values()],
      interactionCount: (performance as { interactionCount?: number }).interactionCount ?? interactions.size,
      allShifts,
      unexplainedShifts,
      longTasks,
    }),
    answersSince: (sinceMs) =>
      (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
        .filter(({ name, startTime }) => name.includes("/profile360/insights/") && startTime >= sinceMs)
        .map(({ startTime, responseEnd }) => ({ startMs: startTime, endMs: responseEnd })),
    calibrate() {
      const startedAt = performance.now();
      let state = 1;
      for (let round = 0; round < 8_000_000; round += 1) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      return state === 0 ? Number.NaN : performance.now() - startedAt;
    },
  };
}
