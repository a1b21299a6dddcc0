import { defineConfig } from "vitest/config";

/** The built remote in built hosts, in a real browser. Build first: `pnpm run build:ui`. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    name: "e2e",
    include: ["e2e/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
