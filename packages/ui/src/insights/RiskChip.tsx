import type { RiskLevel } from "@dormant-users/shared-types";
import type { Theme } from "@mui/material/styles";
import { Icon } from "../components/Icon.tsx";
import { useClass } from "../components/use-class.ts";
import { RISK_LEVELS } from "../lib/contract/vocabulary.data.ts";
import { useInsights } from "../lib/insights-context.tsx";
import { riskHue, riskTint } from "./risk-paint.ts";

const ICONS = { critical: "error", high: "warning", medium: "info", low: "checkCircle" } as const;

function chipStyles(theme: Theme) {
  const { palette } = theme.vars ?? theme;
  return {
    display: "inline-flex",
    alignItems: "center",
    verticalAlign: "middle",
    gap: "4px",
    height: 24,
    paddingInline: "8px",
    borderRadius: "12px",
    border: `1px dashed ${palette.divider}`,
    color: palette.text.secondary,
    fontSize: "0.75rem",
    fontWeight: 700,
    lineHeight: 1,
    whiteSpace: "nowrap",
    "& .du-icon": { flex: "none", fontSize: "1rem", marginInlineStart: "-3px" },
    ...Object.fromEntries(
      RISK_LEVELS.flatMap((level) => {
        const { color, background, border } = riskTint(theme, level);
        return [
          [`&.du-${level}`, { border: `1px solid ${border}`, background, color }],
          [`&.du-${level} .du-icon`, { color: riskHue(theme, level) }],
        ];
      }),
    ),
  };
}

/** A risk level by colour, shape and word: never by colour alone. Null: the account is not analysed yet. */
export function RiskChip({ level }: { level: RiskLevel | null | undefined }) {
  const words = useInsights().messages.insights;
  const chip = useClass(chipStyles);
  if (!level) return <span className={chip}>{words.notAnalysed}</span>;
  return (
    <span className={`${chip} du-${level}`}>
      <Icon name={ICONS[level]} />
      {words.risk[level]}
    </span>
  );
}
