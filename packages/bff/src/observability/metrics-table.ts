import { isByTenant, METRICS, type MetricName, unitOf } from "./metric-catalogue.ts";

/** The table of docs/monitoring.md; a test holds the document to it. */
export function metricsTable(): string {
  const rows = (Object.keys(METRICS) as MetricName[]).map((name) => {
    const unit = name.endsWith("_usd") ? "USD" : name.endsWith("_hours") ? "hours" : unitOf(name).toLowerCase();
    return `| \`${name}\` | ${unit} | ${METRICS[name].meaning}${isByTenant(name) ? "; by tenant" : ""} |`;
  });
  return ["| Metric | Unit | Says |", "|---|---|---|", ...rows].join("\n");
}
