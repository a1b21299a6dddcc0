import type { RiskLevel } from "@dormant-users/shared-types";
import CheckCircleIcon from "@mui/icons-material/CheckCircle";
import ErrorIcon from "@mui/icons-material/Error";
import InfoIcon from "@mui/icons-material/Info";
import WarningIcon from "@mui/icons-material/Warning";
import { styled } from "@mui/material/styles";
import { useInsights } from "../lib/insights-context.tsx";
import { riskHue, riskTint } from "./risk-paint.ts";

const ICONS = { critical: ErrorIcon, high: WarningIcon, medium: InfoIcon, low: CheckCircleIcon } as const;

const Root = styled("span", { shouldForwardProp: (name) => name !== "level" })<{ level: RiskLevel | null }>(
  ({ theme, level }) => {
    const { palette } = theme.vars ?? theme;
    const tint = level
      ? riskTint(theme, level)
      : { color: palette.text.secondary, background: "transparent", border: palette.divider };
    return {
      display: "inline-flex",
      alignItems: "center",
      verticalAlign: "middle",
      gap: 4,
      height: 24,
      paddingInline: 8,
      borderRadius: 12,
      border: `1px ${level ? "solid" : "dashed"} ${tint.border}`,
      background: tint.background,
      color: tint.color,
      fontSize: "0.75rem",
      fontWeight: 700,
      lineHeight: 1,
      whiteSpace: "nowrap",
      "& svg": { fontSize: "1rem", marginInlineStart: -3, ...(level ? { color: riskHue(theme, level) } : {}) },
    };
  },
);

/** A risk level by colour, shape and word: never by colour alone. Null: the account is not analysed yet. */
export function RiskChip({ level }: { level: RiskLevel | null | undefined }) {
  const words = useInsights().messages.insights;
  if (!level) return <Root level={null}>{words.notAnalysed}</Root>;
  const Icon = ICONS[level];
  return (
    <Root level={level}>
      <Icon aria-hidden />
      {words.risk[level]}
    </Root>
  );
}
