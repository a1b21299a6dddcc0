import type { Exemption } from "@dormant-users/shared-types";
import AddIcon from "@mui/icons-material/Add";
import Box from "@mui/material/Box";
import TextField from "@mui/material/TextField";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import { type FormEvent, useState } from "react";
import { Button } from "../../../components/Button.tsx";
import { DayField } from "../../../components/DayField.tsx";
import { dayToInstant } from "../../../lib/days.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { type FoundUser, UserPicker } from "./UserPicker.tsx";

const PRESETS = [90, 180, 365] as const;

interface AddExemptionProps {
  readonly saving: boolean;
  /** Resolves with whether it was taken. */
  readonly onAdd: (exemption: Exemption) => Promise<boolean>;
}

/** Takes one user or a whole group out of judgement, never without a reason. */
export function AddExemption({ saving, onAdd }: AddExemptionProps) {
  const { messages } = useInsights();
  const words = messages.dashboard.exemptions;
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<Exemption["kind"]>("user");
  const [group, setGroup] = useState("");
  const [user, setUser] = useState<FoundUser>();
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const [tried, setTried] = useState(false);
  const value = kind === "user" ? user?.userId : group.trim();
  const untilInstant = dayToInstant(until);
  const faults = {
    value: !value,
    reason: reason.trim().length < 3,
    until: until !== "" && (untilInstant === undefined || Date.parse(untilInstant) <= Date.now()),
  };

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!value || faults.reason || faults.until) return;
    const added = await onAdd({ kind, value, reason: reason.trim(), until: untilInstant ?? null });
    if (!added) return;
    setOpen(false);
    setGroup("");
    setUser(undefined);
    setReason("");
    setUntil("");
    setTried(false);
  }
  if (!open) {
    return (
      <Button size="small" startIcon={<AddIcon />} onClick={() => setOpen(true)} styles={OPEN}>
        {words.add}
      </Button>
    );
  }
  return (
    <Box
      component="form"
      noValidate
      aria-label={words.add}
      onSubmit={(event: FormEvent) => void submit(event)}
      sx={{ display: "grid", gap: 2, p: 1.5, border: 1, borderColor: "divider", borderRadius: 1.5 }}
    >
      <ToggleButtonGroup
        exclusive
        size="small"
        value={kind}
        aria-label={words.whom}
        onChange={(_, next: Exemption["kind"] | null) => next && setKind(next)}
      >
        <ToggleButton value="user" sx={{ px: 2, textTransform: "none" }}>
          {words.kind.user}
        </ToggleButton>
        <ToggleButton value="group" sx={{ px: 2, textTransform: "none" }}>
          {words.kind.group}
        </ToggleButton>
      </ToggleButtonGroup>
      {kind === "user" ? (
        <UserPicker chosen={user} missing={tried && faults.value} onChoose={setUser} />
      ) : (
        <TextField
          size="small"
          autoFocus
          label={words.group}
          value={group}
          error={tried && faults.value}
          helperText={tried && faults.value ? words.groupRequired : words.groupHint}
          onChange={(event) => setGroup(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200 } }}
        />
      )}
      <TextField
        size="small"
        required
        multiline
        label={messages.insights.decision.reason}
        value={reason}
        error={tried && faults.reason}
        helperText={
          tried && faults.reason ? messages.insights.decision.reasonTooShort : messages.insights.decision.reasonHint
        }
        onChange={(event) => setReason(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
      <DayField
        label={messages.insights.decision.untilOptional}
        value={until}
        presets={PRESETS.map((days) => ({ days, label: messages.insights.decision.inDays(days) }))}
        error={tried && faults.until ? messages.insights.decision.untilRequired : undefined}
        onChange={setUntil}
      />
      <Box sx={{ display: "flex", gap: 1, justifyContent: "flex-end" }}>
        <Button size="small" color="inherit" onClick={() => setOpen(false)}>
          {messages.insights.decision.cancel}
        </Button>
        <Button size="small" type="submit" variant="contained" disabled={saving}>
          {words.save}
        </Button>
      </Box>
    </Box>
  );
}

const OPEN = { justifySelf: "start" } as const;
