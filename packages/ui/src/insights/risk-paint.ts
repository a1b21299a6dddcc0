import type { RiskLevel } from "@dormant-users/shared-types";
import type { Theme } from "@mui/material/styles";

const TONE = { critical: "error", high: "warning", medium: "info", low: "success" } as const satisfies Record<
  RiskLevel,
  "error" | "warning" | "info" | "success"
>;

/** The colour that stands for a level everywhere: chip, row edge, donut, trend. */
export function riskHue(theme: Theme, level: RiskLevel): string {
  return (theme.vars ?? theme).palette[TONE[level]].main;
}

/** Ink and wash of a level, mixed from the theme, so that any brand and either mode keeps 4.5 to 1. */
export function riskTint(theme: Theme, level: RiskLevel) {
  const hue = riskHue(theme, level);
  return {
    color: `color-mix(in srgb, ${hue} 52%, ${(theme.vars ?? theme).palette.text.primary})`,
    background: `color-mix(in srgb, ${hue} 13%, transparent)`,
    border: `color-mix(in srgb, ${hue} 34%, transparent)`,
  };
}
