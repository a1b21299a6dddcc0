import type { Decision, DormantUserDetail } from "@dormant-users/shared-types";
import { Alert } from "../../../components/Alert.tsx";
import { Button } from "../../../components/Button.tsx";
import { Tag } from "../../../components/Tag.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useMay } from "../../../lib/use-may.ts";
import { useDetailWords } from "../detail-words.tsx";
import { useUndoDecision } from "../hooks/use-undo-decision.ts";
import { Section } from "./Section.tsx";

/** What was decided, by whom and why, what the acting system made of it, and the way back. */
export function DecisionHistory({ user }: { user: DormantUserDetail }) {
  const { insights, error: errors } = useInsights().messages;
  const words = useDetailWords().history;
  const { undo, undoing, error } = useUndoDecision(user.user_id);
  const mayUndo = useMay("decisions:write");
  const standing = user.decision?.decision_id;
  return (
    <Section title={words.decisions}>
      {error ? (
        <Alert severity="error" styles={FAILED}>
          {words.undoFailed} {error.status === 403 ? insights.decision.forbidden : errors.body(error)}
        </Alert>
      ) : null}
      {user.decisions.length === 0 ? <p className="du-muted">{words.noDecisions}</p> : null}
      <ul className="du-plain">
        {user.decisions.map((decision) => (
          <li key={decision.decision_id}>
            <DecisionEntry decision={decision} isStanding={decision.decision_id === standing} />
            {mayUndo && decision.decision_id === standing ? (
              <Button
                size="small"
                aria-disabled={undoing !== undefined}
                onClick={() => {
                  if (undoing === undefined) undo(decision.decision_id);
                }}
                styles={UNDO}
              >
                {undoing === decision.decision_id ? words.undoing : words.undo}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const FAILED = { mb: 1 } as const;

function DecisionEntry({ decision, isStanding }: { decision: Decision; isStanding: boolean }) {
  const detail = useDetailWords();
  const { insights } = useInsights().messages;
  const words = detail.history;
  const failed = decision.apply_status === "failed" || decision.apply_status === "not_supported";
  return (
    <>
      <div className="du-actions" style={{ gap: 6 }}>
        <strong>{insights.decision.standing[decision.kind]}</strong>
        {decision.assignee ? <bdi>{decision.assignee}</bdi> : null}
        {decision.until ? <span>{insights.decision.until(decision.until)}</span> : null}
        {isStanding ? <Tag tone="info">{words.standing}</Tag> : null}
        {!isStanding && !decision.undone_at ? <Tag>{words.replaced}</Tag> : null}
      </div>
      {decision.reason ? (
        <p>
          <bdi>{decision.reason}</bdi>
        </p>
      ) : null}
      <p className="du-muted">
        <bdi>{words.by(decision.decided_by, decision.decided_at)}</bdi>
        {decision.undone_at
          ? ` · ${words.undone(decision.undone_by, decision.undone_at)}`
          : ` · ${words.apply[decision.apply_status]}`}
      </p>
      {failed && decision.apply_detail ? (
        <p className="du-muted">
          <bdi>{decision.apply_detail}</bdi>
        </p>
      ) : null}
    </>
  );
}

const UNDO = { marginInlineStart: -0.5 } as const;
