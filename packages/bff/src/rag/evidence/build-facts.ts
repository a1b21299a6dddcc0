import type { AnalysisFacts, EarlierDecision, PeerOutcomes } from "./analysis-facts.ts";
import {
  ageBucket,
  countBucket,
  daysBucket,
  freshness,
  returnBucket,
  rhythmRatio,
  thresholdRatio,
  typicalGap,
} from "./buckets.ts";
import type { EvidenceInput, PeersInput, ProfileInput, SourceInput } from "./evidence-input.ts";
import { classifyDepartment, classifyGroups, classifyLicences, isSensitiveDepartment } from "./taxonomy.ts";
import { PEER_OUTCOMES, SOURCE_KINDS } from "./vocabulary.ts";

/** More neighbours than this say nothing new, and a count must stay a small number. */
const MAX_PEERS = 50;
const MAX_EARLIER_DECISIONS = 4;

/** What may be said about a user, from what is known. Total: odd input becomes `unknown`, never an exception. */
export function buildFacts(input: EvidenceInput): AnalysisFacts {
  const [latest, ...before] = standingDecisions(input);
  return {
    ...activityFacts(input),
    ...profileFacts(input.profile, input.now),
    stored_object:
      input.storedObject === null
        ? "unknown"
        : {
            source: input.storedObject.source,
            status: input.storedObject.status ?? "unknown",
            freshness: freshness(input.storedObject.snapshotAt, input.now),
          },
    known_to: SOURCE_KINDS.filter((kind) => input.sources.some((source) => source.kind === kind)),
    sources_agree: agreement(input.sources),
    latest_decision: latest ?? "none",
    earlier_decisions: before.slice(0, MAX_EARLIER_DECISIONS),
    peers: peerOutcomes(input.peers),
  };
}

function activityFacts({ activity }: EvidenceInput) {
  const { daysInactive, rhythm } = activity;
  const gap = rhythm?.typicalGap ?? null;
  return {
    state: activity.state,
    days_inactive: daysBucket(daysInactive),
    silence_is_minimum: activity.daysInactiveIsMinimum ? "yes" : "no",
    silence_vs_threshold: thresholdRatio(daysInactive, activity.inactiveDays),
    activity_basis: activity.basis,
    typical_gap: typicalGap(gap),
    silence_vs_rhythm: rhythmRatio(daysInactive, gap),
    return_probability: returnBucket(rhythm?.returnProbability ?? null, rhythm?.previousReturnBucket ?? null),
    trend: rhythm?.trend ?? "unknown",
  } satisfies Partial<AnalysisFacts>;
}

function profileFacts(profile: ProfileInput, now: string) {
  const department = classifyDepartment(profile.department);
  return {
    account_type: profile.accountType,
    privileged: profile.privileged ? "yes" : "no",
    mfa: profile.mfaEnrolled === null ? "unknown" : profile.mfaEnrolled ? "enrolled" : "not_enrolled",
    department,
    sensitive_department: isSensitiveDepartment(department),
    job_class: classifyDepartment(profile.title),
    group_classes: classifyGroups(profile.groupNames),
    group_count: countBucket(profile.groupNames.length),
    licence_count: profile.licenceNames === null ? "unknown" : countBucket(profile.licenceNames.length),
    licence_classes: classifyLicences(profile.licenceNames ?? []),
    account_age: ageBucket(profile.accountStartAt, now),
    guest_invitation: profile.accountType === "guest" ? (profile.invitation ?? "unknown") : "not_applicable",
    manager: profile.managerKnown === null ? "unknown" : profile.managerKnown ? "on_record" : "none",
  } satisfies Partial<AnalysisFacts>;
}

function agreement(sources: readonly SourceInput[]): AnalysisFacts["sources_agree"] {
  if (sources.length < 2) return "single";
  return sources.every((source) => source.canSignIn === sources[0]?.canSignIn) ? "agree" : "conflict";
}

/** Newest first; undone ones and those without a readable date are not decisions any more. */
function standingDecisions({ decisions, now }: EvidenceInput): readonly EarlierDecision[] {
  return [...decisions]
    .filter((decision) => !decision.undone)
    .sort((a, b) => Date.parse(b.decidedAt) - Date.parse(a.decidedAt))
    .flatMap((decision) => {
      const age = ageBucket(decision.decidedAt, now);
      return age === "unknown" ? [] : [{ kind: decision.kind, age }];
    });
}

function peerOutcomes(peers: PeersInput | null): PeerOutcomes | "none" {
  const nearest = [...(peers?.neighbours ?? [])]
    .filter(({ similarity }) => Number.isFinite(similarity))
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, MAX_PEERS);
  const farthest = nearest.at(-1);
  if (peers === null || farthest === undefined) return "none";
  const [returned = 0, disabled = 0, kept = 0, open = 0] = PEER_OUTCOMES.map(
    (outcome) => nearest.filter((peer) => peer.outcome === outcome).length,
  );
  const middle = nearest[nearest.length >> 1]?.similarity ?? farthest.similarity;
  const closeness = middle >= peers.closeFrom ? "close" : middle >= peers.nearFrom ? "near" : "far";
  return { similar: nearest.length, returned, disabled, kept, open, closeness };
}
