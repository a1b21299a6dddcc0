import type { UserId } from "@dormant-users/shared-types";
import { defineQuery, type TenantTransaction } from "../../db/index.ts";
import type { ReturnBucket, Trend } from "../../rag/evidence/vocabulary.ts";
import type { ReturnModel } from "../../rhythm/return-model.ts";
import type { ThresholdSuggestion } from "../../rhythm/threshold-suggestion.ts";

/** What the tenant's own past says about return, and when it was learned. */
export interface StoredReturnModel {
  readonly fittedAt: string;
  readonly dataAsOf: string;
  readonly model: ReturnModel;
  /** Null where no probability may be given. */
  readonly suggestion: ThresholdSuggestion | null;
}

interface NewReturnModel extends Omit<StoredReturnModel, "fittedAt"> {
  readonly basis: string;
}

/** How likely one user is to come back, and how it used to. */
export interface Outlook {
  readonly userId: UserId;
  /** P(active again within 180 days); null: too little is known, or the account is not quiet. */
  readonly probability: number | null;
  readonly gapLowDays: number | null;
  readonly gapHighDays: number | null;
  readonly bucket: ReturnBucket | null;
  readonly trend: Trend | null;
}

const KEPT_MODELS = 30;

const selectBasis = defineQuery<void, { basis: string }>({
  name: "returns.get_basis",
  text: (schema) => `
SELECT count(*) || ' objects, newest ' || coalesce(max(ingested_at)::text, 'never') AS basis
FROM ${schema}.ingested_objects WHERE status = 'applied'`,
});

/** Names what has been ingested: changes whenever an object is applied. */
export const getBasis = async (tx: TenantTransaction): Promise<string> => (await tx.get(selectBasis)).basis;

const selectModel = defineQuery<void, StoredReturnModel & { readonly basis: string }>({
  name: "returns.find_model",
  text: (schema) => `
SELECT fitted_at AS "fittedAt", data_as_of AS "dataAsOf", basis, model, suggestion
FROM ${schema}.return_models ORDER BY fitted_at DESC LIMIT 1`,
});

/** The newest model; undefined before the first analysis. */
export const findReturnModel = (
  tx: TenantTransaction,
): Promise<(StoredReturnModel & { readonly basis: string }) | undefined> => tx.find(selectModel);

const insertModel = defineQuery<NewReturnModel>({
  name: "returns.insert_model",
  text: (schema) => `
INSERT INTO ${schema}.return_models (fitted_at, data_as_of, basis, model, suggestion)
VALUES (clock_timestamp(), $1, $2, $3::jsonb, $4::jsonb)`,
  params: ({ dataAsOf, basis, model, suggestion }) => [
    dataAsOf,
    basis,
    JSON.stringify(model),
    suggestion === null ? null : JSON.stringify(suggestion),
  ],
});

const deleteOldModels = defineQuery({
  name: "returns.delete_old_models",
  text: (schema) => `
DELETE FROM ${schema}.return_models WHERE fitted_at < (
  SELECT fitted_at FROM ${schema}.return_models ORDER BY fitted_at DESC OFFSET ${KEPT_MODELS - 1} LIMIT 1)`,
});

/** Makes a model the newest. Written last: what it says of its users must be there already. */
export async function addReturnModel(tx: TenantTransaction, model: NewReturnModel): Promise<void> {
  await tx.execute(insertModel, model);
  await tx.execute(deleteOldModels);
}

const upsertOutlooks = defineQuery<readonly Outlook[]>({
  name: "returns.upsert_outlooks",
  text: (schema) => `
INSERT INTO ${schema}.return_outlooks AS o
  (user_id, return_probability, typical_gap_low_days, typical_gap_high_days, return_bucket, trend)
SELECT s.user_id, s.probability, s.low, s.high, s.bucket, s.trend
FROM unnest($1::uuid[], $2::real[], $3::integer[], $4::integer[], $5::text[], $6::text[])
  AS s (user_id, probability, low, high, bucket, trend)
JOIN ${schema}.user_profiles AS u USING (user_id)
ON CONFLICT (user_id) DO UPDATE SET return_probability = excluded.return_probability,
  typical_gap_low_days = excluded.typical_gap_low_days, typical_gap_high_days = excluded.typical_gap_high_days,
  return_bucket = excluded.return_bucket, trend = excluded.trend, changed_at = now()
WHERE (o.return_probability, o.typical_gap_low_days, o.typical_gap_high_days, o.return_bucket, o.trend)
  IS DISTINCT FROM (excluded.return_probability, excluded.typical_gap_low_days, excluded.typical_gap_high_days,
    excluded.return_bucket, excluded.trend)`,
  params: (outlooks) => [
    outlooks.map((one) => one.userId),
    outlooks.map((one) => one.probability),
    outlooks.map((one) => one.gapLowDays),
    outlooks.map((one) => one.gapHighDays),
    outlooks.map((one) => one.bucket),
    outlooks.map((one) => one.trend),
  ],
});

/** Writes the outlooks that changed; gives their number. A user who is gone is left out. */
export const saveOutlooks = (tx: TenantTransaction, outlooks: readonly Outlook[]): Promise<number> =>
  tx.execute(upsertOutlooks, outlooks);
