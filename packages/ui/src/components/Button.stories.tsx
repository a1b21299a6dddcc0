import MuiButton from "@mui/material/Button";
import MuiIconButton from "@mui/material/IconButton";
import { createTheme, type ThemeOptions, ThemeProvider } from "@mui/material/styles";
import type { Meta, StoryObj } from "@storybook/react-vite";
import type { ReactNode } from "react";
import { expect, waitFor } from "storybook/test";
import { Button, IconButton } from "./Button.tsx";
import { Icon } from "./Icon.tsx";

const VARIANTS = ["contained", "outlined", "text"] as const;
const SIZES = ["small", "medium"] as const;
const COLORS = ["primary", "inherit"] as const;
const ICON = <Icon name="playArrow" />;

/** Each look of ours, and MUI's own beside it: they must not be told apart. */
function Pairs() {
  return (
    <div style={{ display: "grid", gridTemplateColumns: "repeat(2, max-content)", gap: "12px 32px" }}>
      {VARIANTS.flatMap((variant) =>
        SIZES.flatMap((size) =>
          COLORS.filter((color) => variant !== "contained" || color !== "inherit").flatMap((color) => {
            const look = { variant, size, color, startIcon: ICON, endIcon: ICON } as const;
            const name = `${variant} ${size} ${color}`;
            return [
              <Cell key={`ours ${name}`} name={`ours ${name}`}>
                <Button {...look}>{name}</Button>
              </Cell>,
              <Cell key={`mui ${name}`} name={`mui ${name}`}>
                <MuiButton {...look} disableElevation>
                  {name}
                </MuiButton>
              </Cell>,
            ];
          }),
        ),
      )}
      {SIZES.flatMap((size) => [
        <Cell key={`ours icon ${size}`} name={`ours icon ${size}`}>
          <IconButton size={size} aria-label={`ours, ${size}`}>
            {ICON}
          </IconButton>
        </Cell>,
        <Cell key={`mui icon ${size}`} name={`mui icon ${size}`}>
          <MuiIconButton size={size} aria-label={`MUI's, ${size}`}>
            {ICON}
          </MuiIconButton>
        </Cell>,
      ])}
    </div>
  );
}

const Cell = ({ name, children }: { name: string; children: ReactNode }) => <div data-cell={name}>{children}</div>;

const COMPARED = [
  "width",
  "height",
  "color",
  "backgroundColor",
  "borderRadius",
  "borderTopWidth",
  "borderTopColor",
  "fontFamily",
  "fontSize",
  "fontWeight",
  "letterSpacing",
  "textTransform",
] as const;

function looksOf(canvas: HTMLElement, whose: "ours" | "mui"): Record<string, Record<string, string>> {
  const cells = [...canvas.querySelectorAll<HTMLElement>(`[data-cell^="${whose} "]`)];
  return Object.fromEntries(
    cells.map((cell) => {
      const computed = getComputedStyle(cell.querySelector("button") as HTMLElement);
      // A border that is not drawn has a colour all the same.
      const names = COMPARED.filter((name) => name !== "borderTopColor" || computed.borderTopWidth !== "0px");
      return [
        cell.dataset.cell?.replace(`${whose} `, "") ?? "",
        Object.fromEntries(names.map((n) => [n, computed[n]])),
      ];
    }),
  );
}

const meta = {
  title: "Parts/Button",
  component: Button,
} satisfies Meta<typeof Button>;
export default meta;
type Story = StoryObj<typeof meta>;

export const BesideMui: Story = {
  render: () => <Pairs />,
  async play({ canvasElement }) {
    // MUI's fade from the look they had before the scheme was chosen.
    await waitFor(() => expect(looksOf(canvasElement, "ours")).toEqual(looksOf(canvasElement, "mui")));
  },
};
export const DarkBesideMui: Story = { ...BesideMui, globals: { scheme: "dark" } };

const BRAND: ThemeOptions = {
  palette: { primary: { main: "#7b1fa2" } },
  shape: { borderRadius: 12 },
  typography: { button: { textTransform: "uppercase", letterSpacing: "0.08em" } },
  components: {
    MuiButtonBase: { styleOverrides: { root: { fontWeight: 800 } } },
    MuiButton: {
      styleOverrides: {
        root: ({ theme }) => ({ paddingInline: theme.spacing(3), borderRadius: 20 }),
        outlined: { borderWidth: 2 },
        sizeSmall: { minHeight: 40 },
        contained: { variants: [{ props: { size: "small" }, style: { letterSpacing: "0.2em" } }] },
      },
      variants: [{ props: { variant: "text", color: "inherit" }, style: { fontStyle: "italic", fontSize: 20 } }],
    },
    MuiIconButton: { styleOverrides: { root: { borderRadius: 6 }, sizeSmall: { padding: 2 } } },
  },
};
const brand = createTheme(BRAND);

/** What a host's theme says of MUI's buttons holds for ours: overrides by slot, as functions, and variants. */
export const DressedByTheHost: Story = {
  ...BesideMui,
  render: () => (
    <ThemeProvider theme={brand}>
      <Pairs />
    </ThemeProvider>
  ),
};

export const OffAndBusy: Story = {
  render: () => (
    <div style={{ display: "flex", flexWrap: "wrap", gap: 12 }}>
      {VARIANTS.map((variant) => (
        <Button key={variant} variant={variant} disabled>
          Not now
        </Button>
      ))}
      {VARIANTS.map((variant) => (
        <Button key={variant} variant={variant} aria-disabled startIcon={ICON}>
          Off for now
        </Button>
      ))}
      <Button variant="contained" color="error">
        Disable account
      </Button>
      <IconButton aria-label="Not now" disabled>
        {ICON}
      </IconButton>
    </div>
  ),
};
