import MuiAlert from "@mui/material/Alert";
import { createTheme, ThemeProvider } from "@mui/material/styles";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, fn, userEvent, waitFor } from "storybook/test";
import { StoryShell } from "../testing/StoryShell.tsx";
import { Alert, DismissButton } from "./Alert.tsx";
import { Button } from "./Button.tsx";

const SEVERITIES = ["success", "info", "warning", "error"] as const;
const QUIET = { color: "text.primary", bgcolor: "background.paper" } as const;
const dismiss = fn();

/** Each of ours, and MUI's own below it: box and type must not be told apart. */
function Pairs() {
  return (
    <div style={{ display: "grid", gap: 8 }}>
      {SEVERITIES.flatMap((severity) => [
        <Alert key={`ours ${severity}`} severity={severity} role="note">
          ours, {severity}
        </Alert>,
        <MuiAlert key={`mui ${severity}`} severity={severity} role="note" variant="outlined" sx={QUIET}>
          MUI's, {severity}
        </MuiAlert>,
      ])}
    </div>
  );
}

const COMPARED = [
  "height",
  "padding",
  "color",
  "backgroundColor",
  "borderRadius",
  "borderTopWidth",
  "borderTopColor",
  "fontFamily",
  "fontSize",
  "fontWeight",
  "lineHeight",
] as const;

const PARTS = {
  ours: { mark: ".du-mark", message: ".du-message" },
  mui: { mark: ".MuiAlert-icon", message: ".MuiAlert-message" },
};

function looksOf(canvas: HTMLElement, whose: keyof typeof PARTS) {
  const notes = [...canvas.querySelectorAll<HTMLElement>("[role=note]")];
  const { mark, message } = PARTS[whose];
  return notes
    .filter((note) => note.matches(".MuiAlert-root") === (whose === "mui"))
    .map((note) => {
      const computed = getComputedStyle(note);
      const styleOf = (part: string) => getComputedStyle(note.querySelector(part) as HTMLElement);
      return {
        ...Object.fromEntries(COMPARED.map((name) => [name, computed[name]])),
        markColor: styleOf(mark).color,
        markPadding: styleOf(mark).padding,
        messagePadding: styleOf(message).padding,
        messageWeight: styleOf(message).fontWeight,
      };
    });
}

const meta = {
  title: "Parts/Alert",
  component: Alert,
  args: { severity: "warning", children: "What it is, and in a sentence what it means." },
} satisfies Meta<typeof Alert>;
export default meta;
type Story = StoryObj<typeof meta>;

export const BesideMui: Story = {
  render: () => <Pairs />,
  play: ({ canvasElement }) =>
    waitFor(() => {
      expect(looksOf(canvasElement, "ours")).toHaveLength(SEVERITIES.length);
      expect(looksOf(canvasElement, "ours")).toEqual(looksOf(canvasElement, "mui"));
    }),
};
export const DarkBesideMui: Story = { ...BesideMui, globals: { scheme: "dark" } };

const brand = createTheme({
  palette: { info: { main: "#00695c" } },
  shape: { borderRadius: 12 },
  components: {
    MuiAlert: {
      styleOverrides: {
        root: ({ theme }) => ({ paddingInline: theme.spacing(4), fontSize: 15 }),
        outlined: { borderWidth: 3 },
        message: { fontWeight: 600 },
      },
      variants: [{ props: { severity: "error" }, style: { borderStyle: "dashed" } }],
    },
  },
});

/** What a host's theme says of MUI's alert holds for ours. */
export const DressedByTheHost: Story = {
  ...BesideMui,
  render: () => (
    <ThemeProvider theme={brand}>
      <Pairs />
    </ThemeProvider>
  ),
};

export const WithTitleAndAction: Story = {
  args: { title: "Titles stand above", action: <Button size="small">Do something about it</Button> },
};
const inPage: Story["decorators"] = (Story) => (
  <StoryShell>
    <Story />
  </StoryShell>
);
export const Dismissed: Story = {
  decorators: inPage,
  args: { severity: "error", action: <DismissButton onClick={dismiss} /> },
  async play({ canvas }) {
    dismiss.mockClear();
    await userEvent.click(canvas.getByRole("button", { name: "Dismiss" }));
    await expect(dismiss).toHaveBeenCalledOnce();
  },
};
export const WithActionOnPhoneInTheDark: Story = {
  ...WithTitleAndAction,
  globals: { viewport: { value: "phone" }, scheme: "dark" },
};
