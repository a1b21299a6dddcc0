import { storybookTest } from "@storybook/addon-vitest/vitest-plugin";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { chromiumLaunchOptions } from "./scripts/chromium.ts";

/** Every story in a real browser: it renders, its play function passes, and axe finds nothing. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [storybookTest({ configDir: ".storybook" })],
  // Found in mid-run they would be bundled anew, and a second React with them.
  optimizeDeps: { include: ["react", "react-dom", "react-dom/client", "react/jsx-dev-runtime", "@mui/material"] },
  test: {
    name: "stories",
    browser: {
      enabled: true,
      headless: true,
      provider: playwright({ launchOptions: await chromiumLaunchOptions() }),
      instances: [{ browser: "chromium" }],
    },
  },
});
