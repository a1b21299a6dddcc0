import type { Theme } from "@mui/material/styles";
import { useRef } from "react";
import { Box } from "../../components/Box.tsx";
import { Button, IconButton } from "../../components/Button.tsx";
import { Icon } from "../../components/Icon.tsx";
import { useInsights } from "../../lib/insights-context.tsx";
import type { Messages } from "../../lib/messages/en/index.ts";
import { useDecide } from "./DecisionsProvider.tsx";
import type { DecisionNotice } from "./use-decisions.ts";

function barStyles(theme: Theme) {
  const { palette } = theme.vars ?? theme;
  const tint = `color-mix(in srgb, ${palette.text.primary} 92%, ${palette.background.paper})`;
  return {
    display: "flex",
    alignItems: "center",
    gap: 1,
    maxWidth: "min(640px, 100%)",
    paddingBlock: 0.75,
    paddingInlineStart: 2,
    paddingInlineEnd: 1,
    borderRadius: "8px",
    // A text colour may be translucent, and rows pass below.
    backgroundColor: palette.background.paper,
    backgroundImage: `linear-gradient(${tint}, ${tint})`,
    color: palette.background.paper,
    border: "1px solid transparent",
    boxShadow: "0 6px 24px rgb(0 0 0 / 24%)",
    fontSize: "0.875rem",
    "& button:focus-visible": { outlineColor: "currentColor" },
    "& > .du-icon": { flex: "none" },
    "& .du-text": { minWidth: 0, overflowWrap: "anywhere", paddingBlock: "4px" },
  };
}
const UNDO = { flex: "none", fontWeight: 700 } as const;

/**
 * What the last decision came to, and the way back. It stays until it is dismissed or replaced: nobody has to be quick.
 * A page shows it once; an open dialog shows its own, because what lies behind a dialog is not heard.
 */
export function UndoNotice() {
  const { messages } = useInsights();
  const words = messages.insights.decision;
  const { notice, canUndo, busy, undo, dismiss } = useDecide();
  const dismissButton = useRef<HTMLButtonElement>(null);
  const text = notice ? describeNotice(notice, messages) : "";
  const offersUndo = canUndo && notice?.type !== "undone" && notice?.type !== "failed";
  return (
    <div role="status" aria-live="polite" aria-atomic="true">
      {notice ? (
        <Box styles={barStyles}>
          {isFailure(notice) ? <Icon name="error" size="1.25rem" /> : null}
          <span className="du-text">{busy ? words.undoing : text}</span>
          {offersUndo ? (
            <Button
              size="small"
              color="inherit"
              startIcon={<Icon name="undo" />}
              aria-disabled={busy}
              onClick={() => {
                // Undone, this button goes: the focus must not go with it.
                dismissButton.current?.focus();
                undo();
              }}
              styles={UNDO}
            >
              {words.undo}
            </Button>
          ) : null}
          <IconButton ref={dismissButton} size="small" color="inherit" aria-label={messages.dismiss} onClick={dismiss}>
            <Icon name="close" size="1.25rem" />
          </IconButton>
        </Box>
      ) : null}
    </div>
  );
}

const isFailure = ({ type }: DecisionNotice): boolean => type === "failed" || type === "undo_failed";

function describeNotice(notice: DecisionNotice, { insights, error }: Messages): string {
  const words = insights.decision;
  switch (notice.type) {
    case "decided": {
      const parts = notice.count > 0 ? [words.done(notice.kind, notice.count, notice.name)] : [];
      if (notice.conflicts > 0) parts.push(words.conflicts(notice.conflicts));
      if (notice.missing > 0) parts.push(words.missing(notice.missing));
      return parts.join(" ");
    }
    case "undone": {
      const parts = notice.count > 0 ? [words.undone(notice.count)] : [];
      if (notice.notUndone > 0) parts.push(words.notUndone(notice.notUndone));
      return parts.join(" ");
    }
    case "failed":
    case "undo_failed": {
      const what = notice.type === "failed" ? words.failed : words.undoFailed;
      return `${what} ${notice.error.status === 403 ? words.forbidden : error.body(notice.error)}`;
    }
  }
}
