import CssBaseline from "@mui/material/CssBaseline";
import { ThemeProvider, useColorScheme } from "@mui/material/styles";
import type { Decorator, Preview } from "@storybook/react-vite";
import { mswLoader } from "msw-storybook-addon/csf3";
import { type ReactNode, useEffect } from "react";
import { configure } from "storybook/test";
import { hostTheme } from "./theme.ts";

// Menus, dialogs and charts are loaded late, and unbundled in the test run: the first menu of a file is 46 requests one after
// the other, 1.5 s on an idle machine and 7 s on a busy one.
configure({ asyncUtilTimeout: 15_000 });

function Scheme({ mode, children }: { mode: "light" | "dark"; children: ReactNode }) {
  const { setMode } = useColorScheme();
  useEffect(() => setMode(mode), [mode, setMode]);
  return children;
}

/** The host around the story: its theme, in the scheme the toolbar chose. */
const withHost: Decorator = (Story, { globals }) => (
  <ThemeProvider theme={hostTheme} defaultMode={globals.scheme} disableTransitionOnChange>
    <Scheme mode={globals.scheme}>
      <CssBaseline />
      <main style={{ maxWidth: 1200, marginInline: "auto" }}>
        <Story />
      </main>
    </Scheme>
  </ThemeProvider>
);

export default {
  loaders: [mswLoader()],
  decorators: [withHost],
  parameters: {
    layout: "padded",
    a11y: { test: "error" },
    viewport: {
      options: {
        phone: { name: "Phone 390", styles: { width: "390px", height: "844px" }, type: "mobile" },
        smallPhone: { name: "Small phone 360", styles: { width: "360px", height: "740px" }, type: "mobile" },
        desktop: { name: "Desktop 1440", styles: { width: "1440px", height: "900px" }, type: "desktop" },
      },
    },
  },
  globalTypes: {
    scheme: {
      description: "Colour scheme of the host",
      toolbar: { title: "Scheme", icon: "mirror", items: ["light", "dark"], dynamicTitle: true },
    },
  },
  initialGlobals: { scheme: "light" },
} satisfies Preview;
