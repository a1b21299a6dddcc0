import type { Insight } from "@dormant-users/shared-types";
import { useInsights } from "../lib/insights-context.tsx";

interface ConfidenceProps {
  /** 0 to 1. */
  readonly value: number;
  readonly source?: Insight["source"] | null | undefined;
  readonly insufficientEvidence?: boolean | undefined;
}

/** How sure the product is, as a number, and whether the rules wrote the insight alone. */
export function Confidence({ value, source, insufficientEvidence = false }: ConfidenceProps) {
  const { messages, formats } = useInsights();
  const words = messages.insights.confidence;
  if (insufficientEvidence) return <span>{words.insufficient}</span>;
  if (source !== "rules") return <span>{words.label(value)}</span>;
  return <span title={words.byRules}>{words.rules(formats.decimal(value))}</span>;
}
