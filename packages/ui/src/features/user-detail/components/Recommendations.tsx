import type { DecisionKind, Insight, RecommendedAction } from "@dormant-users/shared-types";
import { Button } from "../../../components/Button.tsx";
import { ServerText } from "../../../components/ServerText.tsx";
import { useDecide } from "../../../insights/decisions/DecisionsProvider.tsx";
import type { DecisionSubject } from "../../../insights/decisions/use-decisions.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useMay } from "../../../lib/use-may.ts";
import { useDetailWords } from "../detail-words.tsx";
import { CitedEvidence } from "./CitedEvidence.tsx";
import { Section } from "./Section.tsx";

/** The decision that carries a recommendation out; the others are done in the outside system. */
const DECISION_OF: Partial<Record<RecommendedAction, DecisionKind>> = {
  apply_earlier_decision: "disable",
  disable_now: "disable",
  disable_with_grace: "disable",
  notify_manager: "notify",
  notify_user: "notify",
  find_owner: "reassign",
  snooze: "snooze",
  keep: "keep",
};

interface RecommendationsProps {
  readonly insight: Insight;
  readonly subject: DecisionSubject;
  /** Whether it still holds: what was proposed about a risk that is past is no longer offered. */
  readonly holds: boolean;
}

/** All that is proposed, first things first; a human decides. */
export function Recommendations({ insight, subject, holds }: RecommendationsProps) {
  const { messages, formats } = useInsights();
  const words = useDetailWords().todo;
  const inOrder = [...insight.recommendations].sort((a, b) => a.priority - b.priority);
  return (
    <Section title={words.title}>
      {inOrder.length === 0 ? <p className="du-muted">{words.none}</p> : null}
      <ol className="du-todo">
        {inOrder.map(({ action, detail, priority, evidence_ids }) => (
          <li key={action}>
            <span className="du-rank" role="img" aria-label={words.priority(priority)}>
              {formats.number(priority)}
            </span>
            <span className="du-what">
              {messages.insights.action[action]} <CitedEvidence ids={evidence_ids} evidence={insight.evidence} />
            </span>
            <span className="du-why du-muted">
              <ServerText>{detail}</ServerText>
            </span>
            {holds ? <DecideButton kind={DECISION_OF[action]} subject={subject} /> : null}
          </li>
        ))}
      </ol>
    </Section>
  );
}

interface DecideButtonProps {
  readonly kind: DecisionKind | undefined;
  readonly subject: DecisionSubject;
}

function DecideButton({ kind, subject }: DecideButtonProps) {
  const { start, busy } = useDecide();
  const words = useInsights().messages.insights.decision;
  const mayDecide = useMay("decisions:write");
  if (!kind || !mayDecide || subject.decision?.kind === kind) return null;
  return (
    <Button
      size="small"
      variant="outlined"
      aria-disabled={busy}
      onClick={(event) => {
        if (!busy) start(kind, [subject], { returnFocusTo: event.currentTarget });
      }}
    >
      {words.kind[kind]}
    </Button>
  );
}
