import type { Theme } from "@mui/material/styles";

/**
 * Styles of `.du-bone`, the outline of a text to come, for a parent that holds many: plain spans cost nothing to mount,
 * and they are gone as soon as the rows are there.
 */
export function boneStyles(theme: Theme) {
  const { palette } = theme.vars ?? theme;
  return {
    "& .du-bone": {
      display: "block",
      height: "0.7em",
      marginBlock: "0.375em",
      borderRadius: 4,
      background: `color-mix(in srgb, ${palette.text.primary} 11%, transparent)`,
    },
  } as const;
}
