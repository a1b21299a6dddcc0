import type { DecisionKind } from "@dormant-users/shared-types";
import { type RefObject, useRef } from "react";
import { Button } from "../../components/Button.tsx";
import { ChoiceMenu, useMenuAnchor } from "../../components/ChoiceMenu.tsx";
import { Icon } from "../../components/Icon.tsx";
import { DECISION_KINDS } from "../../lib/contract/vocabulary.data.ts";
import { useInsights } from "../../lib/insights-context.tsx";
import { useMay } from "../../lib/use-may.ts";
import { useDecide } from "./DecisionsProvider.tsx";
import type { DecisionSubject } from "./use-decisions.ts";

interface DecisionChoiceProps {
  /** The button it hangs from and gives the focus back to; null: closed. */
  readonly anchor: HTMLElement | null;
  readonly subjects: readonly DecisionSubject[];
  readonly label: string;
  readonly kinds?: readonly DecisionKind[];
  readonly onClose: () => void;
  readonly onDecided?: (() => void) | undefined;
}

/** All that can be decided. One for a whole list: a menu in every row would be mounted a hundred times. */
export function DecisionChoice(props: DecisionChoiceProps) {
  const { anchor, subjects, label, kinds = DECISION_KINDS, onClose, onDecided } = props;
  const words = useInsights().messages.insights.decision;
  const decide = useDecide();
  return (
    <ChoiceMenu
      anchor={anchor}
      label={label}
      kind="action"
      options={kinds.map((kind) => ({ value: kind, label: words.kind[kind], hint: words.hint[kind] }))}
      onClose={onClose}
      onChoose={(kind) =>
        decide.start(kind as DecisionKind, subjects, { returnFocusTo: anchor, ...(onDecided ? { onDecided } : {}) })
      }
    />
  );
}

interface DecideMenuProps {
  readonly subjects: readonly DecisionSubject[];
  /** Spoken in place of the button's word, where that does not say about whom. */
  readonly label?: string;
  readonly variant?: "contained" | "outlined" | "text";
  readonly disabled?: boolean;
  readonly kinds?: readonly DecisionKind[];
  /** For opening it by a key: `ref.current?.click()`. */
  readonly buttonRef?: RefObject<HTMLButtonElement | null>;
  readonly onDecided?: () => void;
}

const BUTTON = { flex: "none" } as const;

/** All that can be decided about one or many users, behind one button; nothing for who may not decide. */
export function DecideMenu(props: DecideMenuProps) {
  const { subjects, label, variant = "contained", disabled = false, kinds, onDecided } = props;
  const words = useInsights().messages.insights.decision;
  const decide = useDecide();
  const own = useRef<HTMLButtonElement>(null);
  const { anchor, open, close } = useMenuAnchor();
  const mayDecide = useMay("decisions:write");
  const isOff = disabled || decide.busy || subjects.length === 0;
  if (!mayDecide) return null;
  return (
    <>
      <Button
        ref={props.buttonRef ?? own}
        size="small"
        variant={variant}
        endIcon={<Icon name="arrowDropDown" />}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-disabled={isOff}
        onClick={(event) => {
          if (!isOff) open(event.currentTarget);
        }}
        styles={BUTTON}
      >
        {words.menu}
      </Button>
      <DecisionChoice
        anchor={anchor}
        subjects={subjects}
        label={label ?? words.menu}
        {...(kinds ? { kinds } : {})}
        onClose={close}
        onDecided={onDecided}
      />
    </>
  );
}
