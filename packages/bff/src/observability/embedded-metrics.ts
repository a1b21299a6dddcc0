import { isByTenant, METRIC_NAMESPACE, type Measures, type MetricName, unitOf } from "./metric-catalogue.ts";

interface MetricDirective {
  readonly Namespace: string;
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
}

/**
 * What CloudWatch reads metrics by in a log line that holds these measures (embedded metric format; the measures and the
 * dimensions themselves are members of the line).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(measures: Measures, timestampMs: number) {
  const names = Object.keys(measures) as MetricName[];
  const directives = [
    directive(
      ["stage"],
      names.filter((name) => !isByTenant(name)),
    ),
    directive(["stage", "tenant"], names.filter(isByTenant)),
  ];
  return { Timestamp: timestampMs, CloudWatchMetrics: directives.filter(({ Metrics }) => Metrics.length > 0) };
}

function directive(dimensions: readonly string[], names: readonly MetricName[]): MetricDirective {
  return {
    Namespace: METRIC_NAMESPACE,
    Dimensions: [dimensions],
    Metrics: names.map((name) => ({ Name: name, Unit: unitOf(name) })),
  };
}
