import Box from "@mui/material/Box";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import { NumberStepper } from "../../../components/NumberStepper.tsx";
import { visuallyHidden } from "../../../components/visually-hidden.ts";
import { INACTIVE_DAYS } from "../../../lib/contract/vocabulary.data.ts";
import { useInsights } from "../../../lib/insights-context.tsx";

const PRESETS = [30, 60, 90, 180] as const;

interface ThresholdControlProps {
  /** The threshold in force; undefined until the tenant's own is known. */
  readonly value: number | undefined;
  /** The tenant's own threshold, once an answer has told it. */
  readonly tenantDefault: number | undefined;
  readonly disabled: boolean;
  readonly onChange: (days: number) => void;
}

/** How long is too long: any number of days, or one of the usual ones in a single click. */
export function ThresholdControl({ value, tenantDefault, disabled, onChange }: ThresholdControlProps) {
  const { messages, formats } = useInsights();
  const words = messages.threshold;
  const presets = [...new Set([...PRESETS, ...(tenantDefault ? [tenantDefault] : [])])].sort((a, b) => a - b);
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "flex-start", columnGap: 2, rowGap: 1.25 }}>
      <Box sx={{ display: "flex", alignItems: "flex-start", gap: 1, fontSize: "0.875rem", lineHeight: "36px" }}>
        <span>{words.label}</span>
        <NumberStepper
          value={value}
          min={INACTIVE_DAYS.min}
          max={INACTIVE_DAYS.max}
          disabled={disabled}
          onCommit={onChange}
          label={words.field}
          invalidText={words.invalid(INACTIVE_DAYS.min, INACTIVE_DAYS.max)}
          moreLabel={words.more}
          fewerLabel={words.fewer}
        />
        <span>{words.unit}</span>
      </Box>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={value ?? null}
        disabled={disabled}
        aria-label={words.presets}
        onChange={(_, days: number | null) => {
          if (days !== null) onChange(days);
        }}
        sx={{
          "& .MuiToggleButton-root": {
            px: 1.25,
            height: 36,
            minWidth: 44,
            fontVariantNumeric: "tabular-nums",
            textTransform: "none",
            fontWeight: 500,
            color: "text.secondary",
          },
          "& .MuiToggleButton-root.Mui-selected": { color: "text.primary", fontWeight: 600 },
        }}
      >
        {presets.map((days) => (
          <ToggleButton key={days} value={days}>
            {formats.number(days)}
            <span style={visuallyHidden}> {words.unit} </span>
            {days === tenantDefault ? (
              <Box
                component="span"
                title={words.tenantDefaultTitle}
                sx={{ marginInlineStart: 0.5, fontSize: "0.6875rem", fontWeight: 400 }}
              >
                {words.tenantDefault}
              </Box>
            ) : null}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Box>
  );
}
