import type { EarlierInsight } from "@dormant-users/shared-types";
import { ServerText } from "../../../components/ServerText.tsx";
import { Confidence } from "../../../insights/Confidence.tsx";
import { RiskChip } from "../../../insights/RiskChip.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useDetailWords } from "../detail-words.tsx";
import { Section } from "./Section.tsx";

/** What was thought of this account before, newest first. */
export function EarlierInsights({ insights }: { insights: readonly EarlierInsight[] }) {
  const { formats } = useInsights();
  const words = useDetailWords().history;
  return (
    <Section title={words.insights}>
      {insights.length === 0 ? <p className="du-muted">{words.noInsights}</p> : null}
      <ul className="du-plain">
        {insights.map((insight) => (
          <li key={insight.insight_id}>
            <details>
              <summary>
                <time dateTime={insight.analysed_at}>{formats.date(insight.analysed_at)}</time>{" "}
                <RiskChip level={insight.risk_level} />{" "}
                <span className="du-muted">
                  <Confidence value={insight.confidence} source={insight.source} />
                </span>
              </summary>
              {insight.summary ? (
                <p>
                  <ServerText>{insight.summary}</ServerText>
                </p>
              ) : (
                <p className="du-muted">{words.noSummary}</p>
              )}
              <p className="du-muted">{insight.model_id ?? words.bySource[insight.source]}</p>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}
