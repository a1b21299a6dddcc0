import { defineConfig } from "vitest/config";

/** The demo's page in every engine that is installed. Build first: `pnpm run build:ui`. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    name: "browsers",
    include: ["e2e/browsers/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
});
