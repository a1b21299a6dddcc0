/** CloudWatch's namespace of the product's own metrics. */
export const METRIC_NAMESPACE = "DormantUsers";

interface MetricEntry {
  /** What one value says. */
  readonly meaning: string;
  /** One metric for each tenant and stage, rather than one for each stage. */
  readonly byTenant?: true;
}

/**
 * Every metric there is: dotted, the unit last; without a unit it is a count. A metric is billed for each combination of its
 * dimensions and each hour in which it has a value, so the stage is the only dimension, and money and tokens alone are also
 * told by tenant, once for each run: at 10,000 tenants anything by tenant that came every hour would cost more than the models.
 */
export const METRICS = {
  "request.count": { meaning: "requests answered" },
  "request.duration_ms": { meaning: "from the request's arrival to its answer" },
  "request.server_errors": { meaning: "1 where the answer was 5xx, else 0: the average is the share" },
  "request.refused": { meaning: "1 where the answer was 4xx, else 0" },
  "analysis.count": { meaning: "users analysed" },
  "analysis.duration_ms": { meaning: "one user's analysis, model included" },
  "analysis.failed": { meaning: "users whose analysis ended in an error" },
  "analysis.dropped_claims": { meaning: "claims of the model that were not shown" },
  "analysis.rules_fallbacks": { meaning: "1 where a model was asked and the rules wrote all the same, else 0" },
  "analysis.egress_blocked": { meaning: "questions that were not sent because they held an identifier" },
  "model.calls": { meaning: "calls of chat models, retries included" },
  "model.errors": { meaning: "chat model calls that gave nothing after all retries" },
  "model.throttled": { meaning: "those of them that met a limit of the account" },
  "model.input_tokens": { meaning: "tokens read by chat models" },
  "model.output_tokens": { meaning: "tokens written by chat models" },
  "model.cost_usd": { meaning: "price of chat and embedding calls, by the model table" },
  "embedding.count": { meaning: "vectors made" },
  "embedding.calls": { meaning: "calls of the embedder" },
  "embedding.failed": { meaning: "users for whom the embedder gave no vector" },
  "embedding.without_budget": { meaning: "users left without a vector because the month's budget is used up" },
  "embedding.duration_ms": { meaning: "making the vectors of one run or object" },
  "embedding.tokens": { meaning: "tokens read by the embedder" },
  "embedding.stopped": { meaning: "times the embedder could not be had at all" },
  "run.count": { meaning: "runs that ended" },
  "run.duration_ms": { meaning: "a run, from its start to its end, interruptions included" },
  "run.failed": { meaning: "1 where the run ended as failed, else 0" },
  "run.unfinished": { meaning: "runs that stopped early and that nobody went on with" },
  "tenant.cost_usd": { meaning: "what a run cost its tenant", byTenant: true },
  "tenant.model_tokens": { meaning: "tokens of all models in a run", byTenant: true },
  "users.active": { meaning: "users of one tenant in this state, at each run" },
  "users.dormant": { meaning: "as above" },
  "users.never_active": { meaning: "as above" },
  "users.unknown": { meaning: "as above" },
  "users.disabled": { meaning: "as above" },
  "users.exempt": { meaning: "as above" },
  "users.snoozed": { meaning: "as above" },
  "data.age_hours": { meaning: "age of one tenant's data, at each run" },
  "object.count": { meaning: "objects taken from the bucket" },
  "object.duration_ms": { meaning: "taking in one object, its vectors included" },
  "object.age_ms": { meaning: "from an object's creation in the bucket to the moment it is handled" },
  "object.failed": { meaning: "objects that will be tried again" },
  "object.refused": { meaning: "objects of which nothing was taken" },
  "object.held": { meaning: "snapshots held until somebody accepts them" },
  "object.quarantined": { meaning: "records set aside" },
  "cache.unusable": { meaning: "times the shared cache was given up for a while" },
  "decisions.unpublished": { meaning: "times decisions could not be published" },
  "migrations.pending": { meaning: "tenants whose tables are behind this release" },
  "migrations.failed": { meaning: "tenants on which a migration failed" },
} as const satisfies Record<string, MetricEntry>;

export type MetricName = keyof typeof METRICS;

/** What one event measured. */
export type Measures = { readonly [Name in MetricName]?: number };

/** CloudWatch's unit, by the name's end. It has none for money. */
export function unitOf(name: MetricName): "Milliseconds" | "None" | "Count" {
  if (name.endsWith("_ms")) return "Milliseconds";
  return /_(usd|hours)$/.test(name) ? "None" : "Count";
}

export function isByTenant(name: MetricName): boolean {
  const entry: MetricEntry = METRICS[name];
  return entry.byTenant === true;
}
