import { TOPICS, type Topic } from "./topics.ts";

/** A topic as a clause speaks of it: the words around the mention that affirm, deny or qualify it. */
export interface TopicMention {
  readonly topic: Topic;
  readonly scope: string;
}

interface Found {
  readonly topic: Topic;
  readonly start: number;
  readonly end: number;
}

/** Words before a mention that still qualify it. */
const WORDS_BEFORE = 6;
/** What follows these is said of something else: "a privileged account without MFA" denies the MFA alone. */
const TURNS =
  /\b(?:without|with|despite|lacks?|lacking|has no|have no|no|that|which|who|so|making|(?:should|must|can|could|would|may) not|cannot)\b/;

const MATCHERS = TOPICS.map((topic) => ({ topic, pattern: new RegExp(topic.mention.source, "g") }));

/** All topics that a lower-case clause mentions, each with its scope. */
export function mentionsOf(clause: string): readonly TopicMention[] {
  const found = MATCHERS.flatMap(({ topic, pattern }) =>
    [...clause.matchAll(pattern)].map(
      (match): Found => ({ topic, start: match.index, end: match.index + match[0].length }),
    ),
  );
  return found.map((mention) => ({ topic: mention.topic, scope: scopeOf(clause, mention, found) }));
}

function scopeOf(clause: string, mention: Found, all: readonly Found[]): string {
  const before = clause
    .slice(reachBack(clause, mention, all), mention.start)
    .split(/\s+/)
    .slice(-WORDS_BEFORE - 1);
  const after = clause.slice(mention.end).split(TURNS)[0] ?? "";
  return `${before.join(" ")}${clause.slice(mention.start, mention.end)}${after}`;
}

/** A denial reaches the next topic only through an "or": "no MFA or administrator rights". */
function reachBack(clause: string, mention: Found, all: readonly Found[]): number {
  const earlier = all
    .filter((other) => other.topic !== mention.topic && other.end <= mention.start)
    .sort((a, b) => b.end - a.end)[0];
  if (earlier === undefined) return 0;
  const between = clause.slice(earlier.end, mention.start);
  return /\bn?or\b/.test(between) ? reachBack(clause, earlier, all) : earlier.end;
}
