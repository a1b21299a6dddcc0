import type { DormancyState } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { getDetectionContext } from "./context.repository.ts";
import { countSegments, countsByState } from "./counts.repository.ts";
import { judge } from "./judgement.ts";
import { segmentsOf } from "./segments.ts";

export interface TenantStanding {
  readonly counts: Record<DormancyState, number>;
  /** ISO 8601; null: the tenant has no data. */
  readonly dataAsOf: string | null;
}

/** All users of a tenant by state, at its own thresholds. */
export async function getTenantStanding(tx: TenantTransaction): Promise<TenantStanding> {
  const judgement = judge(await getDetectionContext(tx), {});
  if (judgement === null) return { counts: countsByState(new Map()), dataAsOf: null };
  const counts = countsByState(await countSegments(tx, judgement, segmentsOf(judgement)));
  return { counts, dataAsOf: new Date(judgement.dataAsOfMs).toISOString() };
}

/** Users whose state silence decides, and those it makes dormant, at the tenant's own thresholds. */
export async function countJudgedUsers(tx: TenantTransaction): Promise<{ judged: number; dormant: number }> {
  const { counts } = await getTenantStanding(tx);
  const dormant = counts.dormant + counts.never_active;
  return { judged: dormant + counts.active, dormant };
}
