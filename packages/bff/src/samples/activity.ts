import type { Habit, Person } from "./people.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How far back a sample tenant's history goes. */
const HISTORY_DAYS = 540;

/** Days between two visits, from and to, for habits that have a rhythm. */
const GAPS: Partial<Record<Habit, readonly [number, number]>> = {
  daily: [1, 2],
  weekly: [4, 9],
  monthly: [20, 36],
  quarterly: [80, 98],
  seasonal: [1, 3],
  leaver: [1, 4],
  on_leave: [1, 3],
  service_running: [1, 1],
  service_stopped: [1, 1],
  guest: [10, 60],
  joiner: [1, 3],
};

/** One person's account: when it began and every instant it was used. */
export interface Life {
  readonly startMs: number;
  /** Ascending. */
  readonly visitsMs: readonly number[];
}

/** Lives a person's habit up to `nowMs`: who has left stops, who is on leave stops lately, who is seasonal works in winter. */
export function live(random: () => number, person: Person, nowMs: number): Life {
  const { habit } = person;
  const startedDaysAgo = habit === "joiner" ? 3 + random() * 20 : 60 + random() * (HISTORY_DAYS - 60);
  const startMs = Math.round(nowMs - startedDaysAgo * DAY_MS);
  const gap = GAPS[habit];
  if (gap === undefined || (habit === "joiner" && random() < 0.3)) return { startMs, visitsMs: [] };
  const endMs = nowMs - quietDays(random, habit, startedDaysAgo) * DAY_MS;
  const visits: number[] = [];
  let at = startMs + random() * 2 * DAY_MS;
  while (at < endMs) {
    const hour = habit.startsWith("service") ? 2 : 8 + random() * 9;
    const visit = Math.round(Math.floor(at / DAY_MS) * DAY_MS + hour * HOUR_MS + random() * HOUR_MS * 0.2);
    const atWork =
      habit.startsWith("service") || (![0, 6].includes(new Date(visit).getUTCDay()) && inSeason(habit, visit));
    if (atWork && visit > startMs && visit < endMs && visit > (visits.at(-1) ?? 0)) visits.push(visit);
    at += (gap[0] + random() * (gap[1] - gap[0])) * DAY_MS;
  }
  return { startMs, visitsMs: visits };
}

function quietDays(random: () => number, habit: Habit, startedDaysAgo: number): number {
  if (habit === "leaver" || habit === "service_stopped") return 32 + random() ** 2 * (startedDaysAgo - 40);
  if (habit === "on_leave") return 35 + random() * 60;
  return 0;
}

function inSeason(habit: Habit, atMs: number): boolean {
  const month = new Date(atMs).getUTCMonth();
  return habit !== "seasonal" || month <= 2 || month >= 9;
}
