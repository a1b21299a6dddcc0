import { createTheme, type Theme, type ThemeOptions } from "@mui/material/styles";

const TONES = ["primary", "secondary", "error", "warning", "info", "success"] as const;

/**
 * Makes any host's MUI theme safe for MUI 9 components. A theme of MUI 9 passes untouched, with its CSS variables and
 * colour schemes; one of MUI 5 to 7 would crash them, so its tokens are carried into a theme of our own.
 */
export function adaptTheme(outer: object | null | undefined): Theme {
  // MUI 9 is the first whose theme has a `motion` scale.
  if (outer && "motion" in outer) return outer as Theme;
  if (!outer || Object.keys(outer).length === 0) return createTheme();
  const { palette, shape, typography } = outer as Partial<Theme>;
  const options: ThemeOptions = {};
  if (palette) {
    options.palette = {
      ...(palette.mode ? { mode: palette.mode } : {}),
      ...Object.fromEntries(
        TONES.flatMap((tone) => (palette[tone]?.main ? [[tone, { main: palette[tone].main }]] : [])),
      ),
      ...(palette.background ? { background: palette.background } : {}),
      ...(palette.text ? { text: palette.text } : {}),
      ...(palette.divider ? { divider: palette.divider } : {}),
    };
  }
  if (shape?.borderRadius !== undefined) options.shape = { borderRadius: shape.borderRadius };
  if (typography && typeof typography === "object") {
    const { fontFamily, button } = typography;
    options.typography = {
      ...(fontFamily ? { fontFamily } : {}),
      ...(button?.textTransform ? { button: { textTransform: button.textTransform } } : {}),
    };
  }
  return createTheme(options);
}

/**
 * What is ours to say in the theme worn, not the host's: the direction of our language, which MUI turns bars and drawers
 * by, and that whoever asks their system for less motion gets it, which MUI leaves off until it is told.
 */
export function wearTheme(theme: Theme, direction: Theme["direction"]): Theme {
  const { reducedMotion } = theme.motion;
  const motion = { ...theme.motion, reducedMotion: reducedMotion === "never" ? "system" : reducedMotion } as const;
  return { ...theme, direction, motion };
}
