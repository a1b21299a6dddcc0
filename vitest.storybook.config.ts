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
    // Longer than a story waits for what is loaded late (`asyncUtilTimeout`), so that it says what it waited for.
    testTimeout: 40_000,
    browser: {
      enabled: true,
      headless: true,
      provider: playwright({ launchOptions: await chromiumLaunchOptions() }),
      instances: [{ browser: "chromium" }],
    },
  },
});
