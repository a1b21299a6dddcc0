import type { Theme } from "@mui/material/styles";
import type { ReactElement, ReactNode } from "react";
import { useClass } from "./use-class.ts";

export type TagTone = "neutral" | "warning" | "info";

function tagStyles(theme: Theme) {
  const { palette } = theme.vars ?? theme;
  // Ink and wash, both mixed from the theme, so that any brand and either mode keeps 4.5 to 1.
  const tint = (hue: string) => ({
    color: `color-mix(in srgb, ${hue} 45%, ${palette.text.primary})`,
    background: `color-mix(in srgb, ${hue} 12%, transparent)`,
    borderColor: `color-mix(in srgb, ${hue} 32%, transparent)`,
  });
  return {
    display: "inline-flex",
    alignItems: "center",
    gap: "3px",
    flex: "none",
    height: 20,
    paddingInline: "7px",
    borderRadius: "10px",
    border: `1px solid ${palette.divider}`,
    color: palette.text.secondary,
    fontSize: "0.6875rem",
    fontWeight: 600,
    lineHeight: 1,
    whiteSpace: "nowrap",
    "&.du-warning": tint(palette.warning.main),
    "&.du-info": tint(palette.info.main),
    "& .du-icon": { flex: "none", fontSize: "0.8125rem", marginInlineStart: "-1px" },
  };
}

interface TagProps {
  readonly tone?: TagTone;
  readonly icon?: ReactElement;
  readonly children: ReactNode;
}

/** A short fact about a row. A plain span: a page holds hundreds, and MUI's Chip costs ten times as much to mount. */
export function Tag({ tone = "neutral", icon, children }: TagProps) {
  return (
    <span className={`${useClass(tagStyles)} du-${tone}`}>
      {icon}
      {children}
    </span>
  );
}
