import type { AccountType, DataWarning, DormancyReason, Settings } from "@dormant-users/shared-types";

/** Milliseconds of the 24 hours that every threshold counts in, whatever the calendar does. */
export const DAY_MS = 86_400_000;

/** Data older than this is said to be stale. */
const STALE_AFTER_MS = 2 * DAY_MS;

/** Users that are judged alike: everything about them that decides a state, but the clock. */
export interface Cohort {
  readonly cohortId: number;
  readonly standing: "judged" | "unknown" | "disabled";
  readonly standingReason: DormancyReason | null;
  readonly accountType: AccountType;
  readonly privileged: boolean;
  readonly everActive: boolean;
  /** Some user or group exemption, or a snooze, names these users; each row says until when. */
  readonly held: boolean;
  /** Newest snapshot of the activity-bearing sources that know these users, in ms; null where there is none. */
  readonly feedAsOfMs: number | null;
}

/** One integration, as far as judging goes. */
export interface DetectionSource {
  readonly sourceId: number;
  readonly name: string;
  /** Its newest snapshot instant. */
  readonly dataAsOfMs: number;
  readonly reportsActivity: boolean;
}

/** A snapshot that waits for somebody to accept it, newer than what its source has. */
export interface WaitingSnapshot {
  /** Null: of several sources. */
  readonly source: string | null;
  readonly atMs: number;
  /** English, a clause without an end. */
  readonly reason: string;
}

/** What a tenant's data says about itself, read in one go. */
export interface DetectionContext {
  readonly settings: Settings;
  readonly sources: readonly DetectionSource[];
  readonly cohorts: readonly Cohort[];
  /** The newest of each source. */
  readonly waiting: readonly WaitingSnapshot[];
}

/** What a caller asks for. */
export interface DormancyRequest {
  readonly inactiveDays?: number | undefined;
  readonly asOf?: string | undefined;
  readonly accountTypes?: readonly (AccountType | "all")[] | undefined;
}

/** One question, with every default settled: how each cohort is judged, and at which instant. */
export interface Judgement {
  readonly asOfMs: number;
  readonly dataAsOfMs: number;
  /** An instant before the data's own: the kept history answers, not the present profile. */
  readonly historical: boolean;
  readonly inactiveDays: number;
  readonly cohorts: readonly JudgedCohort[];
  readonly warnings: readonly DataWarning[];
}

export interface JudgedCohort extends Cohort {
  /** Quiet since before this instant is dormant. */
  readonly cutoffMs: number;
  /** The instant these users' age is measured at. */
  readonly measuredAtMs: number;
  /** Fixed by something other than silence, before any exemption of a single user. */
  readonly fixedReason: DormancyReason | null;
}

/**
 * Settles a question against a tenant's data. Null while the tenant has no data at all.
 *
 * The instant is the tenant's *data as of* unless the caller names an earlier one: later than the newest snapshot
 * nothing is known, so a later instant is answered as of the data, with a warning.
 */
export function judge(context: DetectionContext, request: DormancyRequest): Judgement | null {
  if (context.sources.length === 0) return null;
  const dataAsOfMs = Math.max(...context.sources.map((source) => source.dataAsOfMs));
  const askedMs = request.asOf === undefined ? dataAsOfMs : Date.parse(request.asOf);
  const asOfMs = Math.min(askedMs, dataAsOfMs);
  const types = selectedTypes(request.accountTypes);
  const liftKindExemptions = request.accountTypes?.includes("all") ?? false;

  const cohorts = context.cohorts
    .filter((cohort) => types === null || types.has(cohort.accountType))
    .map((cohort): JudgedCohort => {
      const measuredAtMs = Math.min(asOfMs, cohort.feedAsOfMs ?? asOfMs);
      const threshold = request.inactiveDays ?? thresholdOf(cohort, context.settings);
      const kindExempt = !liftKindExemptions && context.settings.exempt_account_types.includes(cohort.accountType);
      return {
        ...cohort,
        measuredAtMs,
        cutoffMs: measuredAtMs - threshold * DAY_MS,
        fixedReason: cohort.standing === "disabled" ? cohort.standingReason : kindExempt ? "exempt_account_type" : null,
      };
    });

  return {
    asOfMs,
    dataAsOfMs,
    historical: asOfMs < dataAsOfMs,
    inactiveDays: request.inactiveDays ?? context.settings.inactive_days,
    cohorts,
    warnings: warningsOf(context, dataAsOfMs, askedMs),
  };
}

/** The tenant's threshold for an account, in days: its type's own if set, and never laxer than the privileged one. */
function thresholdOf(cohort: Pick<Cohort, "accountType" | "privileged">, settings: Settings): number {
  const byType = settings.inactive_days_by_account_type[cohort.accountType] ?? settings.inactive_days;
  const stricter = cohort.privileged ? settings.inactive_days_privileged : null;
  return stricter === null ? byType : Math.min(byType, stricter);
}

function selectedTypes(asked: DormancyRequest["accountTypes"]): ReadonlySet<AccountType> | null {
  if (asked === undefined || asked.includes("all")) return null;
  return new Set(asked.filter((type): type is AccountType => type !== "all"));
}

function warningsOf(context: DetectionContext, dataAsOfMs: number, askedMs: number): DataWarning[] {
  const warnings: DataWarning[] = [];
  if (askedMs > dataAsOfMs) {
    const data_as_of = new Date(dataAsOfMs).toISOString();
    const message = `Nothing is known after ${data_as_of}; the answer speaks of that instant.`;
    warnings.push({ code: "as_of_in_future", message, data_as_of });
  }
  for (const source of context.sources) {
    if (dataAsOfMs - source.dataAsOfMs > STALE_AFTER_MS) {
      const data_as_of = new Date(source.dataAsOfMs).toISOString();
      const message = `${source.name} last delivered ${data_as_of}; its users are judged as of then.`;
      warnings.push({ code: "stale_source", source: source.name, message, data_as_of });
    }
    if (!source.reportsActivity) {
      warnings.push({
        code: "no_activity_data",
        source: source.name,
        message: `${source.name} reports no sign-in activity; users known only there are unknown, not dormant.`,
      });
    }
  }
  for (const { source, atMs, reason } of context.waiting) {
    const data_as_of = new Date(atMs).toISOString();
    warnings.push({
      code: "snapshot_held",
      ...(source === null ? {} : { source }),
      message: `The snapshot of ${data_as_of} is held until somebody accepts it: ${reason}.`,
      data_as_of,
      detail: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`,
    });
  }
  return warnings;
}

/** The warning that the whole tenant's data is old, by the wall clock. */
export function staleDataWarning(dataAsOfMs: number, nowMs: number): DataWarning | null {
  const days = Math.floor((nowMs - dataAsOfMs) / DAY_MS);
  if (nowMs - dataAsOfMs <= STALE_AFTER_MS) return null;
  return {
    code: "stale_data",
    message: `The newest data is ${days} days old. Check the integrations; ages are measured at the data, not today.`,
    data_as_of: new Date(dataAsOfMs).toISOString(),
  };
}
