import FormHelperText from "@mui/material/FormHelperText";
import OutlinedInput from "@mui/material/OutlinedInput";
import { type KeyboardEvent, memo, useEffect, useId, useRef, useState } from "react";
import { IconButton } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import { useClass } from "./use-class.ts";

export interface NumberStepperProps {
  /** The value in force; undefined while it is not known yet. */
  readonly value: number | undefined;
  readonly min: number;
  readonly max: number;
  /** Called with a whole number in range: at once on Enter and on leaving, a moment after the last step. */
  readonly onCommit: (value: number) => void;
  readonly label: string;
  readonly invalidText: string;
  readonly moreLabel: string;
  readonly fewerLabel: string;
  readonly disabled?: boolean;
}

/** Long enough to hold a step button without asking the server on the way, short enough to feel immediate. */
const STEP_SETTLES_MS = 350;

/** A whole number with steps, checked as it is typed and told only when it is meant. */
export const NumberStepper = memo(function NumberStepper(props: NumberStepperProps) {
  const { value, min, max, onCommit, label, invalidText, moreLabel, fewerLabel, disabled = false } = props;
  const field = useClass(FIELD);
  const helperId = useId();
  const [draft, setDraft] = useState<string>();
  const text = draft ?? (value === undefined ? "" : String(value));
  const number = parseWhole(text, min, max);
  const invalid = draft !== undefined && number === undefined;
  // Steps begin at what is written, also where that is out of range: one step leads back into it.
  const at = text.trim() !== "" && Number.isFinite(Number(text)) ? Math.round(Number(text)) : value;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function commit(next: number | undefined) {
    clearTimeout(timer.current);
    if (next === undefined) return;
    setDraft(undefined);
    if (next !== value) onCommit(next);
  }
  function step(by: number) {
    const next = Math.min(max, Math.max(min, (at ?? min) + by));
    setDraft(String(next));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => commit(next), STEP_SETTLES_MS);
  }
  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      step(by);
    } else if (event.key === "Enter") commit(number);
    else if (event.key === "Escape") {
      clearTimeout(timer.current);
      setDraft(undefined);
    }
  }

  return (
    <div style={{ width: 116 }}>
      <OutlinedInput
        type="number"
        size="small"
        fullWidth
        value={text}
        disabled={disabled}
        error={invalid}
        onChange={(event) => {
          clearTimeout(timer.current);
          setDraft(event.target.value);
        }}
        onBlur={() => commit(number)}
        onKeyDown={onKeyDown}
        slotProps={{
          input: {
            min,
            max,
            step: 1,
            "aria-label": label,
            "aria-describedby": invalid ? helperId : undefined,
            inputMode: "numeric",
          },
        }}
        startAdornment={
          <StepButton label={fewerLabel} disabled={disabled || at === undefined || at <= min} onStep={() => step(-1)}>
            <Icon name="remove" />
          </StepButton>
        }
        endAdornment={
          <StepButton label={moreLabel} disabled={disabled || at === undefined || at >= max} onStep={() => step(1)}>
            <Icon name="add" />
          </StepButton>
        }
        className={field}
      />
      {invalid ? (
        <FormHelperText error id={helperId} role="alert" sx={{ mx: 0, whiteSpace: "nowrap" }}>
          {invalidText}
        </FormHelperText>
      ) : null}
    </div>
  );
});

interface StepButtonProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onStep: () => void;
  readonly children: React.ReactElement;
}

function StepButton({ label, disabled, onStep, children }: StepButtonProps) {
  return (
    <IconButton
      size="small"
      aria-label={label}
      disabled={disabled}
      // The arrow keys do the same from inside the field: no extra stops on the way through the page.
      tabIndex={-1}
      // Keeps the focus in the field, so that a step is not also a blur.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onStep}
      styles={STEP}
    >
      {children}
    </IconButton>
  );
}

const FIELD = {
  "&&": {
    px: 0.25,
    bgcolor: "background.paper",
    "& input": {
      textAlign: "center",
      px: 0,
      py: 0.75,
      fontWeight: 600,
      fontVariantNumeric: "tabular-nums",
      appearance: "textfield",
    },
    "& input::-webkit-outer-spin-button, & input::-webkit-inner-spin-button": { appearance: "none", margin: 0 },
  },
} as const;
const STEP = { fontSize: "1rem", p: 0.75 } as const;

function parseWhole(text: string, min: number, max: number): number | undefined {
  if (!/^\d{1,9}$/.test(text.trim())) return undefined;
  const number = Number(text);
  return number >= min && number <= max ? number : undefined;
}
