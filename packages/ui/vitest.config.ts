import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Component and client tests without a browser. One module graph for all files: MUI's import time is most of theirs. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  test: {
    name: "ui",
    environment: "jsdom",
    isolate: false,
    testTimeout: 20_000,
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["./src/testing/setup.ts"],
    env: { TZ: "UTC" },
    coverage: {
      provider: "v8",
      include: ["src/**"],
      exclude: ["src/testing/**", "src/**/*.stories.tsx", "src/**/*.test.{ts,tsx}"],
      thresholds: { lines: 80 },
    },
  },
});
