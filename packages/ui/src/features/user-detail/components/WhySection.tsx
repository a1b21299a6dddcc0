import type { ClearingChange, DormantUserDetail, Insight } from "@dormant-users/shared-types";
import { Alert } from "../../../components/Alert.tsx";
import { ServerText } from "../../../components/ServerText.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useDetailWords } from "../detail-words.tsx";
import { CitedEvidence } from "./CitedEvidence.tsx";
import { Section } from "./Section.tsx";

interface WhySectionProps {
  readonly insight: Insight;
  readonly analysedAt: DormantUserDetail["analysed_at"];
}

/** What is concluded, each statement with the facts it rests on; what would change it; and who wrote it. */
export function WhySection({ insight, analysedAt }: WhySectionProps) {
  const words = useDetailWords().why;
  return (
    <Section title={words.title}>
      {insight.insufficient_evidence ? (
        <Alert severity="info" title={words.insufficientTitle} styles={INSUFFICIENT}>
          {words.insufficientBody}
        </Alert>
      ) : null}
      <ul className="du-claims">
        {insight.summary.map((claim) => (
          <li key={claim.text}>
            <ServerText>{claim.text}</ServerText> <CitedEvidence ids={claim.evidence_ids} evidence={insight.evidence} />
          </li>
        ))}
      </ul>
      {insight.counterfactual.length > 0 ? <Clearing changes={insight.counterfactual} /> : null}
      <Author insight={insight} analysedAt={analysedAt} />
    </Section>
  );
}

const INSUFFICIENT = { mb: 1.5 } as const;

function Clearing({ changes }: { changes: readonly ClearingChange[] }) {
  const detail = useDetailWords();
  const { insights } = useInsights().messages;
  const words = detail.why;
  return (
    <div className="du-clearing">
      <strong>{words.clearing}</strong>
      <ul>
        {changes.map(({ change, risk_level }) => (
          <li key={change}>
            {words.change[change]}{" "}
            <span className="du-muted">
              ({risk_level ? words.clearedTo(insights.risk[risk_level]) : words.clearedOff})
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Author({ insight, analysedAt }: WhySectionProps) {
  const detail = useDetailWords();
  const { insights } = useInsights().messages;
  const words = detail.author;
  const isRules = insight.source === "rules" || insight.model_id === null;
  const reason = insight.rules_reason ? `: ${words.rulesReason[insight.rules_reason]}` : "";
  return (
    <p className="du-muted" style={{ marginTop: 12 }}>
      {isRules ? `${words.rules}${reason}.` : words.model(shortModelName(insight.model_id ?? ""))}
      {insight.risk_floor === insight.risk_level ? null : ` ${detail.why.floor(insights.risk[insight.risk_floor])}`}
      {analysedAt ? ` ${words.analysedAt(analysedAt)}` : null}
    </p>
  );
}

/** `us.anthropic.claude-haiku-5-5` without the region and the maker, which a reader knows. */
function shortModelName(modelId: string): string {
  return modelId.slice(modelId.lastIndexOf(".") + 1);
}
