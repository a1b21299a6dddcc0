import type { CSSObject } from "@emotion/react";
import type { Theme } from "@mui/material/styles";
import type { ComponentProps, ReactNode } from "react";
import { hostOverrides } from "./host-overrides.ts";
import { type Look, type Styles, useClass, useLook } from "./use-class.ts";

type Variant = "text" | "outlined" | "contained";
type Size = "small" | "medium";
type Color = "primary" | "error" | "inherit";

export interface ButtonProps extends Omit<ComponentProps<"button">, "className" | "color" | "style"> {
  readonly variant?: Variant;
  readonly size?: Size;
  readonly color?: Color;
  readonly startIcon?: ReactNode;
  readonly endIcon?: ReactNode;
  /** On top of the look, and stronger than it. */
  readonly styles?: Styles | undefined;
}

/**
 * MUI's button, as the theme dresses it, in one element: MUI's own is five components and a ripple, and a page holds thirty.
 * What a host's theme says of `MuiButton` and `MuiButtonBase` holds here too.
 */
export function Button(props: ButtonProps) {
  const { variant = "text", size = "medium", color = "primary", startIcon, endIcon, styles, children, ...rest } = props;
  const dressed = useDressed(
    `${variant} ${size} ${color}`,
    (theme) => buttonLook(theme, { variant, size, color }),
    styles,
  );
  return (
    <button type="button" {...rest} className={dressed}>
      {startIcon ? <span className="du-start">{startIcon}</span> : null}
      {children}
      {endIcon ? <span className="du-end">{endIcon}</span> : null}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "className" | "color" | "style"> {
  readonly size?: Size;
  readonly color?: "default" | "inherit";
  /** Drawn out to the edge of what it stands in, by the room around its picture. */
  readonly edge?: "end" | false;
  readonly styles?: Styles | undefined;
}

/** A button that is a picture. `aria-label` names it. */
export function IconButton(props: IconButtonProps) {
  const { size = "medium", color = "default", edge = false, styles, ...rest } = props;
  const dressed = useDressed(
    `icon ${size} ${color} ${edge}`,
    (theme) => iconButtonLook(theme, { size, color, edge }),
    styles,
  );
  return <button type="button" {...rest} className={dressed} />;
}

/** @param name tells looks apart: the first of a name serves for all */
function useDressed(name: string, look: Look, styles: Styles | undefined): string {
  const known = looks.get(name) ?? look;
  looks.set(name, known);
  const dressed = useLook(known);
  const own = useClass(stronger(styles));
  return styles ? `${dressed} ${own}` : dressed;
}

const looks = new Map<string, Look>();

const NOTHING = {} as const;

const strong = new Map<Styles, Styles>();

/** Than any look, whichever was written first. */
function stronger(styles: Styles = NOTHING): Styles {
  const known = strong.get(styles) ?? ({ "&&": styles } as Styles);
  strong.set(styles, known);
  return known;
}

const paletteOf = (theme: Theme) => (theme.vars ?? theme).palette;

/** What MUI's `ButtonBase` takes away of a browser's own button. */
const BASE = {
  position: "relative",
  display: "inline-flex",
  alignItems: "center",
  justifyContent: "center",
  boxSizing: "border-box",
  margin: 0,
  border: 0,
  background: "transparent",
  color: "inherit",
  cursor: "pointer",
  userSelect: "none",
  verticalAlign: "middle",
  appearance: "none",
  textDecoration: "none",
  WebkitTapHighlightColor: "transparent",
  "&:disabled": { pointerEvents: "none", cursor: "default" },
  // Off for now, and not `disabled`, which would take the focus away from it.
  "&[aria-disabled=true]": { opacity: 0.5, cursor: "default" },
  // Its outline fades with it, and has to be seen.
  "&[aria-disabled=true]:focus-visible": { opacity: 0.75 },
} as const;

/** A finger leaves its hover behind. */
const state = (hover: CSSObject, active: CSSObject): CSSObject => ({
  "@media (hover: hover)": { "&:hover": hover },
  "&:active": active,
});

function buttonLook(theme: Theme, props: { variant: Variant; size: Size; color: Color }) {
  const { variant, size, color } = props;
  const palette = paletteOf(theme);
  const { action } = palette;
  const isSmall = size === "small";
  const tone = palette[color === "inherit" ? "primary" : color];
  const ink = color === "inherit" ? palette.text.primary : tone.main;
  const plain = color === "inherit" ? "inherit" : ink;
  const lit = { backgroundColor: theme.alpha(ink, action.hoverOpacity) };
  const pressed = { backgroundColor: theme.alpha(ink, action.activatedOpacity) };
  const variants: Record<Variant, CSSObject> = {
    text: { color: plain, padding: isSmall ? "4px 5px" : "6px 8px", ...state(lit, pressed) },
    outlined: {
      color: plain,
      padding: isSmall ? "3px 9px" : "5px 15px",
      border: `1px solid ${color === "inherit" ? "currentColor" : theme.alpha(ink, 0.5)}`,
      ...state(color === "inherit" ? lit : { ...lit, borderColor: ink }, pressed),
      "&:disabled": { borderColor: action.disabledBackground },
    },
    contained: {
      color: tone.contrastText,
      // White on MUI's `error.main` is 3.7 to 1 in the dark.
      backgroundColor: color === "error" ? tone.dark : tone.main,
      padding: isSmall ? "4px 10px" : "6px 16px",
      ...state({ backgroundColor: tone.dark }, { backgroundColor: `color-mix(in srgb, ${tone.dark} 88%, black)` }),
      "&:disabled": { backgroundColor: action.disabledBackground },
      "@media (forced-colors: active)": { border: "1px solid ButtonText" },
    },
  };
  const inner = isSmall ? -2 : -4;
  return [
    BASE,
    ...hostOverrides(theme, "MuiButtonBase", ["root"], props),
    {
      ...theme.typography.button,
      minWidth: 64,
      borderRadius: (theme.vars ?? theme).shape.borderRadius,
      ...(isSmall ? { fontSize: theme.typography.pxToRem(13) } : {}),
      "& > :is(.du-start, .du-end)": { display: "inherit", fontSize: isSmall ? 18 : 20 },
      "& > .du-start": { marginInlineStart: inner, marginInlineEnd: 8 },
      "& > .du-end": { marginInlineStart: 8, marginInlineEnd: inner },
    },
    variants[variant],
    { "&:disabled": { color: action.disabled } },
    ...hostOverrides(theme, "MuiButton", ["root", variant, slotOf("size", size), slotOf("color", color)], props),
  ] as CSSObject[];
}

function iconButtonLook(theme: Theme, props: { size: Size; color: "default" | "inherit"; edge: "end" | false }) {
  const { size, color, edge } = props;
  const { action } = paletteOf(theme);
  const isSmall = size === "small";
  return [
    BASE,
    ...hostOverrides(theme, "MuiButtonBase", ["root"], props),
    {
      flex: "0 0 auto",
      fontSize: theme.typography.pxToRem(isSmall ? 18 : 24),
      padding: isSmall ? 5 : 8,
      borderRadius: "50%",
      color: color === "inherit" ? "inherit" : action.active,
      ...(edge === "end" ? { marginInlineEnd: isSmall ? -3 : -12 } : {}),
      ...state(
        { backgroundColor: theme.alpha(action.active, action.hoverOpacity) },
        { backgroundColor: theme.alpha(action.active, action.activatedOpacity) },
      ),
      "&:disabled": { color: action.disabled },
    },
    ...hostOverrides(theme, "MuiIconButton", ["root", slotOf("size", size)], props),
  ] as CSSObject[];
}

/** MUI's name of a slot: `sizeSmall`. */
const slotOf = (prefix: string, value: string) => `${prefix}${value.charAt(0).toUpperCase()}${value.slice(1)}`;
