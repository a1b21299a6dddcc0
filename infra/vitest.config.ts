import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "infra",
    pool: "forks",
    include: ["test/**/*.test.ts"],
    // One synthesis for all files.
    globalSetup: ["test/synthesise-once.ts", "../packages/bff/test/harness/global-setup.ts"],
    hookTimeout: 120_000,
  },
});
