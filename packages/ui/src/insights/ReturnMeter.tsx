import { styled } from "@mui/material/styles";
import { useInsights } from "../lib/insights-context.tsx";

/** From this probability on an account is more likely back than gone. */
const LIKELY = 0.5;

const Root = styled("span")(({ theme }) => {
  const { palette } = theme.vars ?? theme;
  return {
    display: "inline-flex",
    alignItems: "center",
    gap: 8,
    fontVariantNumeric: "tabular-nums",
    "& .track": {
      flex: "none",
      width: 56,
      height: 6,
      borderRadius: 3,
      overflow: "hidden",
      background: `color-mix(in srgb, ${palette.text.primary} 14%, transparent)`,
    },
    "& .fill": { display: "block", height: "100%", minWidth: 2, borderRadius: 3, background: palette.primary.main },
    "& .fill.likely": { background: palette.success.main },
    "& .unknown": { color: palette.text.secondary, fontSize: "0.75rem" },
    "@media (forced-colors: active)": {
      "& .track": { border: "1px solid CanvasText" },
      "& .fill": { background: "CanvasText !important", forcedColorAdjust: "none" },
    },
  };
});

interface ReturnMeterProps {
  /** Probability of activity within 180 days, 0 to 1; null where too little is known. */
  readonly probability: number | null;
}

/** How likely an account is to come back by itself. */
export function ReturnMeter({ probability }: ReturnMeterProps) {
  const { messages, formats } = useInsights();
  const words = messages.insights.returns;
  if (probability === null) {
    return (
      <Root>
        <span className="unknown">{words.unknown}</span>
      </Root>
    );
  }
  const likely = probability >= LIKELY ? "fill likely" : "fill";
  return (
    <Root role="img" aria-label={words.label(probability)} title={words.label(probability)}>
      <span className="track" aria-hidden>
        <span className={likely} style={{ width: `${Math.max(0, Math.min(1, probability)) * 100}%` }} />
      </span>
      <span aria-hidden>{formats.wholePercent(probability)}</span>
    </Root>
  );
}
