import type { ActivityBasis, DormancyState, UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import { getDetectionContext } from "./context.repository.ts";
import { daysInactive } from "./dormant-user-row.ts";
import { DAY_MS, type DetectionContext, judge } from "./judgement.ts";
import { sqlInstant } from "./page.repository.ts";
import { judgedText } from "./page-sql.ts";
import { type Segment, segmentsOf } from "./segments.ts";

/** A user's state as of the tenant's data, and what it was measured by. */
export interface JudgedUser {
  readonly userId: UserId;
  readonly state: DormancyState;
  /** Null where nothing is known. */
  readonly daysInactive: number | null;
  /** The instant the age is measured at. */
  readonly measuredAt: string;
  /** The threshold this account is judged by, in days. */
  readonly inactiveDays: number;
  readonly basis: ActivityBasis;
}

interface JudgedRow {
  readonly segment: number;
  readonly user_id: UserId;
  readonly quiet_since: string;
  readonly last_active_basis: ActivityBasis;
}

interface JudgedScope {
  readonly segments: readonly Segment[];
  readonly asOfMs: number;
  readonly userIds?: readonly UserId[] | undefined;
}

const [selectAll, selectChosen] = [false, true].map((chosen) =>
  defineQuery<JudgedScope, JudgedRow>({
    name: chosen ? "detection.judge_users" : "detection.judge_everybody",
    text: (schema) => judgedText(schema, chosen),
    params: ({ segments, asOfMs, userIds }) => [
      segments.map((segment) => segment.cohort.cohortId),
      segments.map((segment) => sqlInstant(segment.fromMs)),
      segments.map((segment) => sqlInstant(segment.toMs)),
      segments.map(() => "0"),
      segments.map((segment) => segment.hold),
      segments.map(() => null),
      sqlInstant(asOfMs),
      ...(chosen ? [userIds] : []),
    ],
  }),
) as [ReturnType<typeof defineQuery<JudgedScope, JudgedRow>>, ReturnType<typeof defineQuery<JudgedScope, JudgedRow>>];

export interface JudgedUsersScope {
  readonly states?: readonly DormancyState[];
  readonly userIds?: readonly UserId[] | undefined;
  /** As this transaction has read it before. */
  readonly context?: DetectionContext;
}

/**
 * Users as of the tenant's data at its own thresholds, longest quiet first; of all states and all users unless named.
 * Unknown ids are left out.
 */
export async function listJudgedUsers(
  tx: TenantTransaction,
  { states, userIds, context }: JudgedUsersScope,
): Promise<JudgedUser[]> {
  const judgement = judge(context ?? (await getDetectionContext(tx)), {});
  if (judgement === null) return [];
  const segments = segmentsOf(judgement).filter(({ state }) => states?.includes(state) ?? true);
  if (segments.length === 0) return [];
  const scope = { segments, asOfMs: judgement.asOfMs, userIds };
  const rows = await tx.list(userIds === undefined ? selectAll : selectChosen, scope);
  return rows.map((row) => {
    // WITH ORDINALITY counts from one
    const { cohort, state } = segments[row.segment - 1] as Segment;
    return {
      userId: row.user_id,
      state,
      daysInactive: state === "unknown" ? null : daysInactive(row.quiet_since, cohort.measuredAtMs),
      measuredAt: new Date(cohort.measuredAtMs).toISOString(),
      inactiveDays: Math.round((cohort.measuredAtMs - cohort.cutoffMs) / DAY_MS),
      basis: row.last_active_basis,
    };
  });
}
