import { DormancyReason, type DormancyState, STATE_OF_REASON } from "@dormant-users/shared-types";
import type { JudgedCohort, Judgement } from "./judgement.ts";

/** Which of a held cohort's users a segment takes: those an exemption holds, those a snooze holds, or the others. */
type Hold = "exempt" | "snoozed" | "none";

/**
 * Users of one cohort in one state: a range of `quiet_since`, and for held cohorts a condition on the row.
 * The union of all segments is every user, once.
 */
export interface Segment {
  readonly cohort: JudgedCohort;
  readonly state: DormancyState;
  /** Null: the row itself says (which exemption holds it). */
  readonly reason: DormancyReason | null;
  /** Inclusive lower bound of `quiet_since`; -Infinity for none. */
  readonly fromMs: number;
  /** Exclusive upper bound; Infinity for none. */
  readonly toMs: number;
  readonly hold: Hold | null;
}

/** Every segment of the present judgement, in order of precedence within each cohort. */
export function segmentsOf(judgement: Judgement): Segment[] {
  return judgement.cohorts.flatMap(segmentsOfCohort);
}

function segmentsOfCohort(cohort: JudgedCohort): Segment[] {
  const whole = { cohort, fromMs: -Infinity, toMs: Infinity };
  if (cohort.fixedReason !== null) {
    return [{ ...whole, state: STATE_OF_REASON[cohort.fixedReason], reason: cohort.fixedReason, hold: null }];
  }
  const rest: Hold | null = cohort.held ? "none" : null;
  const holds: Segment[] = cohort.held
    ? [
        { ...whole, state: "exempt", reason: null, hold: "exempt" },
        { ...whole, state: "snoozed", reason: "snoozed_until", hold: "snoozed" },
      ]
    : [];
  if (cohort.standing === "unknown") {
    return [...holds, { ...whole, state: "unknown", reason: cohort.standingReason, hold: rest }];
  }
  const [quiet, awake]: [DormancyReason, DormancyReason] = cohort.everActive
    ? ["inactive_since_cutoff", "active_since_cutoff"]
    : ["never_signed_in", "new_account"];
  return [
    ...holds,
    { ...whole, toMs: cohort.cutoffMs, state: STATE_OF_REASON[quiet], reason: quiet, hold: rest },
    { ...whole, fromMs: cohort.cutoffMs, state: STATE_OF_REASON[awake], reason: awake, hold: rest },
  ];
}

/** The reasons that explain any of these states. */
export function reasonsOf(states: readonly DormancyState[]): DormancyReason[] {
  return DormancyReason.options.filter((reason) => states.includes(STATE_OF_REASON[reason]));
}
