import { styled, type Theme } from "@mui/material/styles";
import type { ReactElement, ReactNode } from "react";

export type TagTone = "neutral" | "warning" | "info";

/** Ink and wash of a tone: both mixed from the theme, so that any brand and either mode keeps 4.5 to 1. */
function tint(theme: Theme, tone: TagTone) {
  const { palette } = theme.vars ?? theme;
  if (tone === "neutral") {
    return { color: palette.text.secondary, background: "transparent", border: palette.divider };
  }
  const hue = palette[tone].main;
  return {
    color: `color-mix(in srgb, ${hue} 45%, ${palette.text.primary})`,
    background: `color-mix(in srgb, ${hue} 12%, transparent)`,
    border: `color-mix(in srgb, ${hue} 32%, transparent)`,
  };
}

const Root = styled("span", { shouldForwardProp: (name) => name !== "tone" })<{ tone: TagTone }>(({ theme, tone }) => {
  const { color, background, border } = tint(theme, tone);
  return {
    display: "inline-flex",
    alignItems: "center",
    gap: 3,
    flex: "none",
    height: 20,
    paddingInline: 7,
    borderRadius: 10,
    border: `1px solid ${border}`,
    background,
    color,
    fontSize: "0.6875rem",
    fontWeight: 600,
    lineHeight: 1,
    whiteSpace: "nowrap",
    "& svg": { fontSize: "0.8125rem", marginInlineStart: -1 },
  };
});

interface TagProps {
  readonly tone?: TagTone;
  readonly icon?: ReactElement;
  readonly children: ReactNode;
}

/** A short fact about a row. A plain span: a page holds hundreds, and MUI's Chip costs ten times as much to mount. */
export function Tag({ tone = "neutral", icon, children }: TagProps) {
  return (
    <Root tone={tone}>
      {icon}
      {children}
    </Root>
  );
}
