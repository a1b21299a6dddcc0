import type { DecisionKind } from "@dormant-users/shared-types";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { DayField } from "../../components/DayField.tsx";
import { UNVEILED } from "../../components/unveiled.ts";
import { useInsights } from "../../lib/insights-context.tsx";
import { type DecisionFields, readDecision } from "./read-decision.ts";
import type { DecisionDraft } from "./use-decisions.ts";

interface DecisionDialogProps {
  readonly kind: DecisionKind;
  readonly count: number;
  /** Of the only user, where there is one. */
  readonly name: string | undefined;
  readonly onCancel: () => void;
  readonly onDecide: (draft: DecisionDraft) => void;
  /** After it is gone, however it went: the place for the focus to return. */
  readonly onClosed: () => void;
}

const SNOOZE_DAYS = [30, 90, 180] as const;

/** Asks for what the decision needs, says what it will do, and does nothing until it is confirmed. */
export function DecisionDialog({ kind, count, name, onCancel, onDecide, onClosed }: DecisionDialogProps) {
  const { messages, formats, lang } = useInsights();
  const words = messages.insights.decision;
  const titleId = useId();
  const [fields, setFields] = useState<DecisionFields>({ reason: "", until: "", assignee: "" });
  const [tries, setTries] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const { draft, faults } = readDecision(kind, fields);
  const shown = tries > 0 ? faults : {};
  // To what has to be mended, once it says so.
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [tries]);
  useAfterUnmount(onClosed);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTries((before) => before + 1);
    if (draft) onDecide(draft);
  }
  const set = (change: Partial<DecisionFields>) => setFields((before) => ({ ...before, ...change }));
  return (
    <Dialog
      open
      onClose={onCancel}
      disableRestoreFocus
      fullWidth
      maxWidth="xs"
      aria-labelledby={titleId}
      dir={formats.direction}
      lang={lang}
      slotProps={{ paper: { sx: UNVEILED } }}
    >
      <form ref={form} onSubmit={submit} noValidate>
        <DialogTitle id={titleId} sx={{ pb: 1, fontWeight: 700, overflowWrap: "anywhere" }}>
          {words.dialogTitle(kind, count, name)}
        </DialogTitle>
        <DialogContent sx={{ display: "grid", gap: 2 }}>
          <Typography variant="body2" sx={{ color: "text.secondary", textWrap: "pretty" }}>
            {words.consequence(kind, count)}
          </Typography>
          {kind === "snooze" || kind === "exempt" ? (
            <DayField
              label={kind === "snooze" ? words.untilDay : words.untilOptional}
              value={fields.until}
              presets={SNOOZE_DAYS.map((days) => ({ days, label: words.inDays(days) }))}
              error={shown.until ? words.untilRequired : undefined}
              autoFocus={kind === "snooze"}
              required={kind === "snooze"}
              onChange={(until) => set({ until })}
            />
          ) : null}
          {kind === "reassign" ? (
            <TextField
              autoFocus
              size="small"
              label={words.assignee}
              value={fields.assignee}
              required
              error={shown.assignee}
              helperText={shown.assignee ? words.assigneeRequired : words.assigneeHint}
              onChange={(event) => set({ assignee: event.target.value })}
              slotProps={{ htmlInput: { maxLength: 200 } }}
            />
          ) : null}
          <TextField
            autoFocus={kind === "exempt" || kind === "disable"}
            size="small"
            multiline
            minRows={2}
            label={kind === "exempt" ? words.reason : words.reasonOptional}
            required={kind === "exempt"}
            value={fields.reason}
            error={shown.reason}
            helperText={shown.reason ? words.reasonTooShort : words.reasonHint}
            onChange={(event) => set({ reason: event.target.value })}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2.5 }}>
          <Button color="inherit" onClick={onCancel}>
            {words.cancel}
          </Button>
          <Button type="submit" variant="contained" color={kind === "disable" ? "error" : "primary"}>
            {words.confirm[kind]}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function useAfterUnmount(onClosed: () => void) {
  const latest = useRef(onClosed);
  useEffect(() => {
    latest.current = onClosed;
  });
  useEffect(
    () => () => {
      // The trap of the dialog gives the focus up only after it is unmounted.
      const closed = latest.current;
      queueMicrotask(closed);
    },
    [],
  );
}
