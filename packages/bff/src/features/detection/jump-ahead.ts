import type { TenantTransaction } from "../../db/index.ts";
import { countBefore, listDays, listMonths } from "./counts.repository.ts";
import { isFiltered, type PageRequest, shiftMsOf } from "./page.repository.ts";
import { type CountedGroup, dayWindows, findDays, findMonths } from "./position.ts";
import type { Segment } from "./segments.ts";

/** Skips beyond this are answered by jumping there with the counters instead of walking. */
const JUMP_FROM = 1_000;

/** Turns a long walk into a short one: starts the segments shortly before the page, where the counters say it is. */
export async function jumpAhead(tx: TenantTransaction, request: PageRequest): Promise<PageRequest> {
  if (request.offset < JUMP_FROM || !isCountable(request)) return request;
  const { segments, asOfMs, offset } = request;
  const groups = groupsOf(segments, asOfMs);
  const months = await listMonths(tx, groups);
  const stretch = findMonths(groups, months, offset);
  if (stretch === undefined) return request;
  const windows = dayWindows(groups, stretch);
  const place = { skip: offset, limit: request.limit };
  const days = findDays(groups, months, await listDays(tx, groups, windows), windows, place);
  if (days === undefined) return request;
  const moved = segments.map((segment) => {
    const shiftMs = shiftMsOf(segment, asOfMs);
    return {
      ...segment,
      fromMs: Math.min(days.fromMs - shiftMs, segment.toMs),
      toMs: Math.min(days.toMs - shiftMs, segment.toMs),
    };
  });
  const passed = await countBefore(
    tx,
    moved.map((segment) => ({ cohortId: segment.cohort.cohortId, beforeMs: segment.fromMs })),
  );
  // Fewer users than the counters promised would mean a wrong page; walking there is never wrong.
  return passed > offset ? request : { ...request, segments: moved, offset: offset - passed, narrow: true };
}

/** Whether the counters know every user before the page: no filter, no condition on rows, each cohort whole from its start. */
function isCountable({ segments, sort, order, filter, after }: PageRequest): boolean {
  return (
    sort === "days_inactive" &&
    order === "desc" &&
    after === undefined &&
    !isFiltered(filter) &&
    new Set(segments.map((segment) => segment.cohort)).size === segments.length &&
    segments.every((segment) => segment.hold === null && segment.fromMs === -Infinity)
  );
}

function groupsOf(segments: readonly Segment[], asOfMs: number): CountedGroup[] {
  const groups = Map.groupBy(segments, (segment) => `${shiftMsOf(segment, asOfMs)} ${segment.toMs}`);
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const cohortIds = members.map((segment) => segment.cohort.cohortId);
    return [{ cohortIds, shiftMs: shiftMsOf(first, asOfMs), toMs: first.toMs }];
  });
}
