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
    // What is waited for comes when a busy machine gets to it; the default is one second.
    expect: { poll: { timeout: 20_000 } },
  },
});
