import type { Profile } from "./profile-families.ts";

export interface Retrieval {
  /** Share of profiles whose nearest other one is of their family. */
  readonly top1: number;
  /** Share of the ten nearest that are of the family. */
  readonly precisionAt10: number;
  /** Probability that a pair within a family is nearer than a pair across families. */
  readonly auc: number;
}

/** @param similarity of two profiles by index; larger is nearer */
export function measureRetrieval(
  profiles: readonly Profile[],
  similarity: (one: number, other: number) => number,
): Retrieval {
  let top1 = 0;
  let amongTen = 0;
  const within: number[] = [];
  const across: number[] = [];
  for (const [one, { family }] of profiles.entries()) {
    const others = profiles
      .map((profile, other) => ({ same: profile.family === family, other, nearness: similarity(one, other) }))
      .filter(({ other }) => other !== one)
      .sort((a, b) => b.nearness - a.nearness);
    if (others[0]?.same === true) top1 += 1;
    amongTen += others.slice(0, 10).filter(({ same }) => same).length;
    for (const { same, nearness } of others) (same ? within : across).push(nearness);
  }
  return {
    top1: top1 / profiles.length,
    precisionAt10: amongTen / (10 * profiles.length),
    auc: areaUnderCurve(within, across),
  };
}

/** By ranks; ties count half. */
function areaUnderCurve(positive: readonly number[], negative: readonly number[]): number {
  const all = [...positive.map((value) => ({ value, hit: 1 })), ...negative.map((value) => ({ value, hit: 0 }))];
  all.sort((a, b) => a.value - b.value);
  let rankSum = 0;
  for (let start = 0; start < all.length; ) {
    let end = start;
    while (end < all.length && all[end]?.value === all[start]?.value) end += 1;
    const meanRank = (start + end + 1) / 2;
    for (let index = start; index < end; index += 1) rankSum += (all[index]?.hit ?? 0) * meanRank;
    start = end;
  }
  const count = positive.length;
  return (rankSum - (count * (count + 1)) / 2) / (count * negative.length);
}
