import type { DecisionKind } from "@dormant-users/shared-types";
import { Button } from "../../../components/Button.tsx";
import { DecideMenu } from "../../../insights/decisions/DecideMenu.tsx";
import { useDecide } from "../../../insights/decisions/DecisionsProvider.tsx";
import { UndoNotice } from "../../../insights/decisions/UndoNotice.tsx";
import type { DecisionSubject } from "../../../insights/decisions/use-decisions.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useMay } from "../../../lib/use-may.ts";
import { useDetailWords } from "../detail-words.tsx";

const QUIET: readonly DecisionKind[] = ["snooze", "exempt", "keep"];
const ACTIVE: readonly DecisionKind[] = ["reassign", "notify", "disable"];

interface DecideFooterProps {
  readonly subject: DecisionSubject;
  /** Disabling is what the page proposes first, but not of an account in use. */
  readonly isDormant: boolean;
}

/** Every decision within one press; in a narrow dialog behind one button. */
export function DecideFooter({ subject, isDormant }: DecideFooterProps) {
  const { messages } = useInsights();
  const words = messages.insights.decision;
  const { footer } = useDetailWords();
  const mayDecide = useMay("decisions:write");
  const standing = subject.decision;
  return (
    <footer className="du-footer">
      <div className="du-notice">
        <UndoNotice />
      </div>
      {standing ? (
        <span className="du-standing">
          {footer.standing(words.standing[standing.kind])}
          {standing.until ? ` ${words.until(standing.until)}` : null}
        </span>
      ) : null}
      {mayDecide ? (
        <>
          <div className="du-wide du-actions du-grow">
            {QUIET.map((kind) => (
              <FooterButton key={kind} kind={kind} subject={subject} />
            ))}
            <span className="du-grow" />
            {ACTIVE.map((kind) => (
              <FooterButton key={kind} kind={kind} subject={subject} isMain={kind === "disable" && isDormant} />
            ))}
          </div>
          <div className="du-narrow">
            <DecideMenu subjects={[subject]} />
          </div>
        </>
      ) : (
        <span className="du-muted">{words.forbidden}</span>
      )}
    </footer>
  );
}

interface FooterButtonProps {
  readonly kind: DecisionKind;
  readonly subject: DecisionSubject;
  readonly isMain?: boolean;
}

function FooterButton({ kind, subject, isMain = false }: FooterButtonProps) {
  const { start, busy } = useDecide();
  const words = useInsights().messages.insights.decision;
  const isOff = busy || subject.decision?.kind === kind;
  return (
    <Button
      variant={isMain ? "contained" : "outlined"}
      size="small"
      title={words.hint[kind]}
      aria-disabled={isOff}
      onClick={(event) => {
        if (!isOff) start(kind, [subject], { returnFocusTo: event.currentTarget });
      }}
    >
      {words.kind[kind]}
    </Button>
  );
}
