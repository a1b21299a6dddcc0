import type { Theme } from "@mui/material/styles";
import { useClass } from "../components/use-class.ts";
import { useInsights } from "../lib/insights-context.tsx";

/** From this probability on an account is more likely back than gone. */
const LIKELY = 0.5;

function meterStyles(theme: Theme) {
  const { palette } = theme.vars ?? theme;
  return {
    display: "inline-flex",
    alignItems: "center",
    gap: "8px",
    fontVariantNumeric: "tabular-nums",
    "& .du-track": {
      flex: "none",
      width: 56,
      height: 6,
      borderRadius: "3px",
      overflow: "hidden",
      background: `color-mix(in srgb, ${palette.text.primary} 14%, transparent)`,
    },
    "& .du-fill": {
      display: "block",
      height: "100%",

      borderRadius: "3px",
      background: palette.primary.main,
    },
    "& .du-fill.du-likely": { background: palette.success.main },
    "& .du-unknown": { color: palette.text.secondary, fontSize: "0.75rem" },
    "@media (forced-colors: active)": {
      "& .du-track": { border: "1px solid CanvasText" },
      "& .du-fill": { background: "CanvasText !important", forcedColorAdjust: "none" },
    },
  };
}

interface ReturnMeterProps {
  /** Probability of activity within 180 days, 0 to 1; null where too little is known. */
  readonly probability: number | null;
}

/** How likely an account is to come back by itself. */
export function ReturnMeter({ probability }: ReturnMeterProps) {
  const { messages, formats } = useInsights();
  const words = messages.insights.returns;
  const meter = useClass(meterStyles);
  if (probability === null) {
    return (
      <span className={meter}>
        <span className="du-unknown">{words.unknown}</span>
      </span>
    );
  }
  const likely = probability >= LIKELY ? "du-fill du-likely" : "du-fill";
  const share = `${Math.min(1, probability) * 100}%`;
  return (
    <span className={meter} role="img" aria-label={words.label(probability)} title={words.label(probability)}>
      <span className="du-track" aria-hidden>
        <span className={likely} style={{ width: probability > 0 ? `max(2px, ${share})` : 0 }} />
      </span>
      <span aria-hidden>{formats.wholePercent(probability)}</span>
    </span>
  );
}
