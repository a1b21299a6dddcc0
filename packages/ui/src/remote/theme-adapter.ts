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
 * by, that whoever asks their system for less motion gets it, which MUI leaves off until it is told, an outline in place of
 * the ripple, which is drawn at each press and moves where the focus is, and what MUI says by shadows and backgrounds alone,
 * which a system with colours of its own takes away.
 */
export function wearTheme(theme: Theme, direction: Theme["direction"]): Theme {
  const { reducedMotion } = theme.motion;
  const motion = { ...theme.motion, reducedMotion: reducedMotion === "never" ? "system" : reducedMotion } as const;
  const components = { ...theme.components };
  const add = (name: keyof typeof FORCED_COLORS, styles: object) => {
    const of = components[name];
    const root = [of?.styleOverrides?.root, styles].flat();
    Object.assign(components, { [name]: { ...of, styleOverrides: { ...of?.styleOverrides, root } } });
  };
  add("MuiButtonBase", focusOutline(theme));
  const { defaultProps } = components.MuiButtonBase ?? {};
  Object.assign(components, {
    MuiButtonBase: { ...components.MuiButtonBase, defaultProps: { ...defaultProps, disableRipple: true } },
  });
  for (const [name, styles] of Object.entries(FORCED_COLORS)) {
    add(name as keyof typeof FORCED_COLORS, { "@media (forced-colors: active)": styles });
  }
  return { ...theme, direction, motion, components };
}

function focusOutline(theme: Theme) {
  const { primary } = (theme.vars ?? theme).palette;
  return {
    [FOCUSED]: { outline: `2px solid ${primary.main}`, outlineOffset: 1 },
    // Nothing of an item of a menu shows beyond the menu's edge.
    "&.Mui-focusVisible.MuiMenuItem-root": { outlineOffset: -2 },
  };
}

/** As MUI knows it, and as the browser does of a button of ours. */
const FOCUSED = "&:is(.Mui-focusVisible, :focus-visible)";
const CHOSEN = { forcedColorAdjust: "none", background: "Highlight", color: "HighlightText" } as const;

const FORCED_COLORS = {
  MuiPaper: { "&.MuiPaper-elevation": { border: "1px solid CanvasText" } },
  MuiButtonBase: {
    [FOCUSED]: { outline: "2px solid Highlight", outlineOffset: 1 },
    "&&[aria-pressed=true]": CHOSEN,
  },
  MuiInputBase: { "& ::placeholder": { opacity: 1 } },
} as const;
