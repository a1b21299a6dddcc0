import type { TenantId } from "@dormant-users/shared-types";
import type { TenantDatabase, TenantTransaction } from "../../db/index.ts";
import { returnBucket } from "../../rag/index.ts";
import { fitReturnModel } from "../../rhythm/fit-return-model.ts";
import type { ReturnModel } from "../../rhythm/return-model.ts";
import { returnProbability } from "../../rhythm/return-probability.ts";
import { suggestThreshold } from "../../rhythm/threshold-suggestion.ts";
import { typicalGap } from "../../rhythm/typical-gap.ts";
import { DAY_MS, getDetectionContext, type Judgement, judge } from "../detection/index.ts";
import { lockProfiles } from "../profiles/index.ts";
import { hasHistory, listAccountDays, type UserDays } from "./account-days.repository.ts";
import { addReturnModel, findReturnModel, getBasis, type Outlook, saveOutlooks } from "./return-model.repository.ts";
import { trendOf } from "./trend.ts";

const BATCH = 2_000;

export interface OutlooksRefresh {
  /** False: nothing was ingested since the last fit, or there is no data. */
  readonly fitted: boolean;
  /** Users whose outlook changed. */
  readonly changed: number;
}

/**
 * Learns how likely accounts of this tenant come back, and says so of every enabled user. Does nothing where the ingested
 * objects are those of the last fit.
 */
export async function refreshOutlooks(
  database: TenantDatabase,
  tenantId: TenantId,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<OutlooksRefresh> {
  const [context, basis, last] = await database.withTenant(
    tenantId,
    (tx) => Promise.all([getDetectionContext(tx), getBasis(tx), findReturnModel(tx)]),
    { readOnly: true },
  );
  const judgement = judge(context, {});
  if (judgement === null) return { fitted: false, changed: 0 };
  const dataAsOf = new Date(judgement.dataAsOfMs).toISOString();
  if (last?.basis === basis && Date.parse(last.dataAsOf) === judgement.dataAsOfMs) return { fitted: false, changed: 0 };
  const users = await listAccountDays(database, tenantId, signal);
  const known = users.filter(hasHistory);
  const asOfDay = dayOf(judgement.dataAsOfMs);
  const model = fitReturnModel(known, asOfDay);
  const suggestion = suggestThreshold(model, known, asOfDay) ?? null;
  const outlooks = users.map((user) => outlookOf(user, model, judgement));
  let changed = 0;
  for (let at = 0; at < outlooks.length; at += BATCH) {
    signal?.throwIfAborted();
    const batch = outlooks.slice(at, at + BATCH);
    changed += await database.withTenant(tenantId, (tx) => keep(tx, batch), { statementTimeoutMs: 0 });
  }
  await database.withTenant(tenantId, (tx) => addReturnModel(tx, { dataAsOf, basis, model, suggestion }));
  return { fitted: true, changed };
}

/** Outlooks sort profiles, and so does an ingestion: each waits for the other before it locks any. */
async function keep(tx: TenantTransaction, outlooks: readonly Outlook[]): Promise<number> {
  await lockProfiles(tx);
  return saveOutlooks(tx, outlooks);
}

const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);

function outlookOf(user: UserDays, model: ReturnModel, judgement: Judgement): Outlook {
  const nothing = { gapLowDays: null, gapHighDays: null, bucket: null, trend: null };
  if (!hasHistory(user)) return { userId: user.id, probability: null, ...nothing };
  const cohort = judgement.cohorts.find(({ cohortId }) => cohortId === user.cohortId);
  const estimate = returnProbability(model, user.days, dayOf(cohort?.measuredAtMs ?? judgement.asOfMs));
  const probability = estimate.kind === "estimate" ? estimate.probability : null;
  const gap = typicalGap(user.days);
  const bucket = returnBucket(probability, user.returnBucket);
  return {
    userId: user.id,
    probability,
    gapLowDays: gap?.lowDays ?? null,
    gapHighDays: gap?.highDays ?? null,
    bucket: bucket === "unknown" ? null : bucket,
    trend: trendOf(user.days),
  };
}
