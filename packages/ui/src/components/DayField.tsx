import Box from "@mui/material/Box";
import TextField from "@mui/material/TextField";
import { dayAfter } from "../lib/days.ts";
import { Button } from "./Button.tsx";

interface DayFieldProps {
  readonly label: string;
  /** `2027-01-31`, or empty. */
  readonly value: string;
  /** Days from today, offered as buttons. */
  readonly presets: readonly { readonly days: number; readonly label: string }[];
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
  readonly required?: boolean;
  readonly onChange: (day: string) => void;
}

/** A day to come, by the browser's own picker or by a usual distance from today. */
export function DayField({
  label,
  value,
  presets,
  error,
  autoFocus = false,
  required = false,
  onChange,
}: DayFieldProps) {
  const today = Date.now();
  return (
    <Box sx={{ display: "grid", gap: 1 }}>
      <TextField
        type="date"
        size="small"
        label={label}
        value={value}
        error={error !== undefined}
        helperText={error}
        autoFocus={autoFocus}
        required={required}
        onChange={(event) => onChange(event.target.value)}
        slotProps={{ inputLabel: { shrink: true }, htmlInput: { min: dayAfter(today, 1) } }}
      />
      <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
        {presets.map((preset) => {
          const day = dayAfter(today, preset.days);
          return (
            <Button
              key={preset.days}
              size="small"
              variant={value === day ? "contained" : "outlined"}
              aria-pressed={value === day}
              onClick={() => onChange(day)}
            >
              {preset.label}
            </Button>
          );
        })}
      </Box>
    </Box>
  );
}
