import { defineConfig } from "vitest/config";
import { CoverageByPackage } from "./scripts/coverage-by-package.ts";

export default defineConfig({
  test: {
    // A package with a vitest.config.ts is a project of its own; one that needs a real browser is listed beside them.
    projects: [
      "packages/*/vitest.config.ts",
      "infra/vitest.config.ts",
      {
        test: {
          name: "node",
          pool: "forks",
          testTimeout: 30_000,
          include: ["packages/shared-types/src/**/*.test.ts", "{scripts,bench}/**/*.test.ts"],
          exclude: ["**/node_modules/**", "**/dist/**"],
        },
      },
    ],
    reporters: ["default", "json", new CoverageByPackage(import.meta.dirname)],
    outputFile: { json: "artifacts/vitest.json" },
    coverage: {
      provider: "v8",
      include: ["packages/*/src/**/*.{ts,tsx}"],
      exclude: ["**/*.test.{ts,tsx}", "**/*.stories.tsx", "**/testing/**", "**/*.d.ts"],
      reporter: ["json-summary", "html"],
      reportsDirectory: "artifacts/coverage",
      thresholds: {
        "packages/shared-types/src/**": { lines: 85 },
        "packages/bff/src/**": { lines: 85 },
        "packages/ui/src/**": { lines: 80 },
      },
    },
  },
});
