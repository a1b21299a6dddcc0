import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "bff",
    root: import.meta.dirname,
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: ["./test/harness/global-setup.ts"],
    pool: "forks",
    // An embedded engine takes seconds to come up where cores are few.
    hookTimeout: 60_000,
    testTimeout: 30_000,
  },
});
