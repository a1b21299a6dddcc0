import type { HoldLimits } from "@dormant-users/shared-types";

const DAY_MS = 86_400_000;

/** Fewer accounts than this changing side are chance, not a broken feed. */
const FEWEST = 5;

/** What is known of a source before or after a snapshot. */
export interface SourceState {
  readonly name: string;
  readonly presentAccounts: number;
  readonly dataAsOfMs: number;
  readonly newestActivityAtMs: number | null;
}

export interface TenantState {
  readonly sources: readonly SourceState[];
  /** Users whose state silence decides, at the tenant's threshold. */
  readonly judged: number;
  readonly dormant: number;
}

export type HoldReason = "source_shrank" | "dormant_share_rose" | "feed_stalled";

export interface Hold {
  readonly reason: HoldReason;
  /** The source it is about, or the only one that the snapshot renews. Null: the tenant as a whole. */
  readonly source: string | null;
  readonly detail: string;
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** What a snapshot would do. */
export interface SnapshotChange {
  readonly before: TenantState;
  readonly after: TenantState;
  /** Accounts that it does not show any more, by source. */
  readonly missing: ReadonlyMap<string, number>;
  readonly complete: boolean;
}

/**
 * Why a snapshot should not be believed before somebody has looked, or undefined. Sources that were not there before are
 * never held.
 */
export function findHold(change: SnapshotChange, limits: HoldLimits): Hold | undefined {
  const { before, after, missing } = change;
  for (const source of after.sources) {
    const known = before.sources.find((one) => one.name === source.name);
    if (known === undefined) continue;
    const hold = shrinkage(known, missing.get(source.name) ?? 0, limits) ?? stall(known, source, limits);
    if (hold !== undefined) return hold;
  }
  const grown = after.sources.some((source) => !before.sources.some((one) => one.name === source.name));
  return grown ? undefined : shareRise(change, limits);
}

function shrinkage(before: SourceState, missing: number, limits: HoldLimits): Hold | undefined {
  if (missing < FEWEST || missing / before.presentAccounts <= limits.max_shrink_share) return undefined;
  return {
    reason: "source_shrank",
    source: before.name,
    detail: `${missing} of ${before.presentAccounts} accounts of ${before.name} are missing (limit ${percent(limits.max_shrink_share)})`,
  };
}

function stall(before: SourceState, after: SourceState, limits: HoldLimits): Hold | undefined {
  if (before.newestActivityAtMs === null || after.newestActivityAtMs !== before.newestActivityAtMs) return undefined;
  const limitMs = limits.max_stall_days * DAY_MS;
  const trailed = before.dataAsOfMs - before.newestActivityAtMs;
  const trails = after.dataAsOfMs - before.newestActivityAtMs;
  // A source that was quiet all along is no feed that stopped.
  if (trails <= limitMs || trailed > limitMs || after.presentAccounts < FEWEST) return undefined;
  const days = Math.floor(trails / DAY_MS);
  return {
    reason: "feed_stalled",
    source: after.name,
    detail: `${after.name} shows no new activity for ${days} days (limit ${limits.max_stall_days})`,
  };
}

function shareRise({ before, after, complete }: SnapshotChange, limits: HoldLimits): Hold | undefined {
  // A page brings some users of many: those who came with it prove no jump, whichever state they are in.
  const newcomers = complete ? 0 : Math.max(0, after.judged - before.judged);
  const [judged, dormant] = [after.judged - newcomers, after.dormant - newcomers];
  if (before.judged === 0 || judged === 0 || dormant - before.dormant < FEWEST) return undefined;
  const [was, is] = [before.dormant / before.judged, dormant / judged];
  if (is - was <= limits.max_dormant_share_rise) return undefined;
  const [only, ...others] = after.sources.filter(({ name, dataAsOfMs }) =>
    before.sources.some((known) => known.name === name && known.dataAsOfMs !== dataAsOfMs),
  );
  return {
    reason: "dormant_share_rose",
    source: only && others.length === 0 ? only.name : null,
    detail: `the dormant share would rise from ${percent(was)} to ${percent(is)} (limit ${percent(limits.max_dormant_share_rise)} at once)`,
  };
}
