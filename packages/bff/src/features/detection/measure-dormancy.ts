import { type DormancyState, LISTED_BY_DEFAULT, RiskLevel, STATE_OF_REASON } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import { getDetectionContext } from "./context.repository.ts";
import { countSegments, countsByState } from "./counts.repository.ts";
import { countHistory } from "./history.repository.ts";
import { judge } from "./judgement.ts";
import { inStates } from "./page.repository.ts";
import { rankOf } from "./risk-rank.ts";
import { segmentsOf } from "./segments.ts";
import { countRisks } from "./summary.repository.ts";

/** How many users of a tenant are quiet, at its own thresholds. */
export interface DormancyMeasure {
  readonly asOf: string;
  readonly dormant: number;
  readonly neverActive: number;
  /** Of those users by the insights in force; null before the first analysis, and of an earlier instant. */
  readonly risks: (Readonly<Record<RiskLevel, number>> & { readonly criticalHighOpen: number }) | null;
}

const isAnalysed = defineQuery<void, { analysed: boolean }>({
  name: "detection.is_analysed",
  text: (schema) => `SELECT EXISTS (SELECT FROM ${schema}.user_insights) AS analysed`,
});

/** As of the tenant's data; undefined while it has none. */
export async function measureDormancy(tx: TenantTransaction): Promise<DormancyMeasure | undefined> {
  const judgement = judge(await getDetectionContext(tx), {});
  if (judgement === null) return undefined;
  const segments = segmentsOf(judgement);
  const [counted, { analysed }] = await Promise.all([countSegments(tx, judgement, segments), tx.get(isAnalysed)]);
  const counts = countsByState(counted);
  const quiet = {
    asOf: new Date(judgement.asOfMs).toISOString(),
    dormant: counts.dormant,
    neverActive: counts.never_active,
  };
  if (!analysed) return { ...quiet, risks: null };
  const flagged = inStates(segments, new Set(LISTED_BY_DEFAULT));
  const rows = await countRisks(tx, { segments: flagged, asOfMs: judgement.asOfMs }, 0);
  const of = (level: RiskLevel) => rows.find(({ risk_rank }) => risk_rank === rankOf(level));
  const byLevel = RiskLevel.options.map((level) => [level, of(level)?.users ?? 0]);
  const criticalHighOpen = (of("critical")?.open ?? 0) + (of("high")?.open ?? 0);
  return { ...quiet, risks: { ...(Object.fromEntries(byLevel) as Record<RiskLevel, number>), criticalHighOpen } };
}

/** More users than this share whose history does not reach back would make a count of the past a guess. */
const GUESSED_SHARE = 0.02;

/** As of an earlier instant, from the kept history; undefined where the history does not reach back. Reads every user. */
export async function measureHistory(tx: TenantTransaction, asOf: string): Promise<DormancyMeasure | undefined> {
  const judgement = judge(await getDetectionContext(tx), { asOf });
  if (judgement?.historical !== true) return undefined;
  const rows = await countHistory(tx, { judgement });
  const inState = (state: DormancyState): number =>
    rows.filter(({ reason }) => STATE_OF_REASON[reason] === state).reduce((sum, { users }) => sum + users, 0);
  const lost = rows.find(({ reason }) => reason === "history_incomplete")?.users ?? 0;
  const [dormant, neverActive] = [inState("dormant"), inState("never_active")];
  const judged = dormant + neverActive + inState("active") + lost;
  if (judged === 0 || lost > GUESSED_SHARE * judged) return undefined;
  return { asOf: new Date(judgement.asOfMs).toISOString(), dormant, neverActive, risks: null };
}
