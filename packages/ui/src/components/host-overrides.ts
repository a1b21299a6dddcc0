import type { Theme } from "@mui/material/styles";

type Props = Readonly<Record<string, unknown>>;
type Part = Readonly<Record<string, unknown>>;

/**
 * What a host's theme says of an MUI component, as MUI would apply it: `styleOverrides` of the slots that hold, objects or
 * functions, and `variants` whose props match. For elements of ours that stand in an MUI component's place.
 *
 * @param slots of `styleOverrides`, the weakest first: `["root", "outlined", "sizeSmall"]`; variants are the root's affair
 * @param ownerState props by which variants are chosen
 */
export function hostOverrides(
  theme: Theme,
  component: "MuiButtonBase" | "MuiButton" | "MuiIconButton" | "MuiAlert",
  slots: readonly string[],
  ownerState: Props,
): Part[] {
  const { styleOverrides = {}, variants = [] } = (theme.components?.[component] ?? {}) as {
    styleOverrides?: Props;
    variants?: readonly Variant[];
  };
  const resolve = (style: unknown): Part[] => {
    if (Array.isArray(style)) return style.flatMap(resolve);
    if (typeof style === "function") return resolve(style({ theme, ownerState, ...ownerState }));
    if (!style || typeof style !== "object") return [];
    const { variants: inner = [], ...rest } = style as Part & { variants?: readonly Variant[] };
    return [rest, ...ofVariants(inner)];
  };
  const ofVariants = (all: readonly Variant[]) =>
    all.filter(({ props }) => holds(props, ownerState)).flatMap(({ style }) => resolve(style));
  return [
    ...slots.flatMap((slot) => resolve(styleOverrides[slot])),
    ...(slots.includes("root") ? ofVariants(variants) : []),
  ];
}

interface Variant {
  readonly props: Props | ((props: Props) => boolean);
  readonly style: unknown;
}

const holds = (props: Variant["props"], ownerState: Props): boolean =>
  typeof props === "function"
    ? props({ ...ownerState, ownerState })
    : Object.entries(props).every(([name, value]) => ownerState[name] === value);
