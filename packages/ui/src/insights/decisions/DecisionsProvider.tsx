import type { DecisionKind } from "@dormant-users/shared-types";
import { createContext, type ReactNode, Suspense, useCallback, useContext, useMemo, useRef, useState } from "react";
import { late } from "../../components/late.ts";
import { type DecisionNotice, type DecisionSubject, nameOfSubject, useDecisions } from "./use-decisions.ts";

export interface Decide {
  /**
   * Decides about the subjects: at once where the kind asks for nothing, else after the dialog it opens.
   * @param returnFocusTo where the focus goes when that dialog closes; the element that has it now where absent
   * @param onDecided called once the server has taken the decision
   */
  start(
    kind: DecisionKind,
    subjects: readonly DecisionSubject[],
    options?: { returnFocusTo?: HTMLElement | null; onDecided?: () => void },
  ): void;
  /** Takes the last decision back, however many users it was about. Does nothing where there is none. */
  undo(): void;
  dismiss(): void;
  readonly canUndo: boolean;
  readonly busy: boolean;
  readonly notice: DecisionNotice | undefined;
}

const DecisionDialog = late(async () => (await import("./DecisionDialog.tsx")).DecisionDialog);

const DecideContext = createContext<Decide | undefined>(undefined);

interface OpenDialog {
  readonly kind: DecisionKind;
  readonly subjects: readonly DecisionSubject[];
  readonly onDecided: (() => void) | undefined;
}

/** One place for decisions on a page: its list and its open user share the dialog, the undo and the notice. */
export function DecisionsProvider({ children }: { children: ReactNode }) {
  const { decide, undo, dismiss, notice, busy, canUndo } = useDecisions();
  const [dialog, setDialog] = useState<OpenDialog>();
  const returnFocusTo = useRef<HTMLElement | null>(null);

  const start = useCallback<Decide["start"]>(
    (kind, subjects, options = {}) => {
      if (subjects.length === 0) return;
      if (kind === "keep" || kind === "notify") {
        void decide({ kind }, subjects).then((decided) => decided && options.onDecided?.());
        return;
      }
      returnFocusTo.current = options.returnFocusTo ?? focusedElement();
      setDialog({ kind, subjects, onDecided: options.onDecided });
    },
    [decide],
  );
  const value = useMemo<Decide>(
    () => ({ start, undo: () => void undo(), dismiss, notice, busy, canUndo }),
    [start, undo, dismiss, notice, busy, canUndo],
  );
  const [only] = dialog?.subjects ?? [];
  return (
    <DecideContext value={value}>
      {children}
      {dialog ? (
        <Suspense fallback={null}>
          <DecisionDialog
            kind={dialog.kind}
            count={dialog.subjects.length}
            name={dialog.subjects.length === 1 && only ? nameOfSubject(only) : undefined}
            onCancel={() => setDialog(undefined)}
            onDecide={(draft) => {
              setDialog(undefined);
              void decide(draft, dialog.subjects).then((decided) => decided && dialog.onDecided?.());
            }}
            onClosed={() => returnFocusTo.current?.focus()}
          />
        </Suspense>
      ) : null}
    </DecideContext>
  );
}

/** @throws {Error} outside a `DecisionsProvider`. */
export function useDecide(): Decide {
  const decide = useContext(DecideContext);
  if (!decide) throw new Error("useDecide must stand inside DecisionsProvider");
  return decide;
}

/** The element with the focus, inside shadow roots too. */
function focusedElement(): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement ? element : null;
}
