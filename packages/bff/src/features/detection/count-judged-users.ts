import type { TenantTransaction } from "../../db/index.ts";
import { getDetectionContext } from "./context.repository.ts";
import { countSegments, countsByState } from "./counts.repository.ts";
import { judge } from "./judgement.ts";
import { segmentsOf } from "./segments.ts";

/** Users whose state silence decides, and those it makes dormant, at the tenant's own thresholds. */
export async function countJudgedUsers(tx: TenantTransaction): Promise<{ judged: number; dormant: number }> {
  const judgement = judge(await getDetectionContext(tx), {});
  if (judgement === null) return { judged: 0, dormant: 0 };
  const counts = countsByState(await countSegments(tx, judgement, segmentsOf(judgement)));
  const dormant = counts.dormant + counts.never_active;
  return { judged: dormant + counts.active, dormant };
}
