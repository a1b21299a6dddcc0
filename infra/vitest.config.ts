import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "infra",
    pool: "forks",
    include: ["test/**/*.test.ts"],
    // One synthesis for all files.
    globalSetup: ["test/synthesise-once.ts", "../packages/bff/test/harness/global-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is waited for comes when a busy machine gets to it; the default is one second.
    expect: { poll: { timeout: 20_000 } },
  },
});
