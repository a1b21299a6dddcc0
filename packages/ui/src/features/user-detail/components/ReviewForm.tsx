import type { ReviewRequest, RiskLevel } from "@dormant-users/shared-types";
import FormControl from "@mui/material/FormControl";
import FormControlLabel from "@mui/material/FormControlLabel";
import FormLabel from "@mui/material/FormLabel";
import Radio from "@mui/material/Radio";
import RadioGroup from "@mui/material/RadioGroup";
import TextField from "@mui/material/TextField";
import { type FormEvent, useId, useState } from "react";
import { Button } from "../../../components/Button.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useDetailWords } from "../detail-words.tsx";

/** The contract's own least length of a reason. */
const SHORTEST_REASON = 3;

interface ReviewFormProps {
  /** Those that disagree with the insight, worst first. */
  readonly levels: readonly RiskLevel[];
  readonly onCancel: () => void;
  readonly onSend: (request: ReviewRequest) => void;
}

/** What the risk is instead, and why. */
export function ReviewForm({ levels, onCancel, onSend }: ReviewFormProps) {
  const detail = useDetailWords();
  const { insights } = useInsights().messages;
  const words = detail.review;
  const labelId = useId();
  const [level, setLevel] = useState(levels[0]);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const given = reason.trim();
  const isTooShort = given !== "" && given.length < SHORTEST_REASON;

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (level && !isTooShort) onSend({ agrees: false, risk_level: level, ...(given ? { reason: given } : {}) });
  }
  return (
    <form onSubmit={submit} noValidate style={{ display: "grid", gap: 12 }}>
      <FormControl>
        <FormLabel id={labelId} sx={{ fontSize: "0.8125rem" }}>
          {words.level}
        </FormLabel>
        <RadioGroup
          row
          aria-labelledby={labelId}
          value={level}
          onChange={(event) => setLevel(levels.find((one) => one === event.target.value) ?? level)}
        >
          {levels.map((one, at) => (
            <FormControlLabel
              key={one}
              value={one}
              control={<Radio size="small" autoFocus={at === 0} />}
              label={insights.risk[one]}
            />
          ))}
        </RadioGroup>
      </FormControl>
      <TextField
        size="small"
        multiline
        minRows={2}
        label={words.reason}
        value={reason}
        error={tried && isTooShort}
        helperText={tried && isTooShort ? words.reasonTooShort : words.reasonHint}
        onChange={(event) => setReason(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
      <div className="du-actions">
        <Button type="submit" size="small" variant="contained">
          {words.send}
        </Button>
        <Button size="small" color="inherit" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
