import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import configuration from "../.dependency-cruiser.mjs";

/** Files by path; each value lists what the file imports. */
type Layout = Readonly<Record<string, readonly string[]>>;

const BFF = "packages/bff/src";
const UI = "packages/ui/src";

const offenders: readonly (readonly [rule: string, what: string, layout: Layout])[] = [
  [
    "no-cycles",
    "two modules that import each other",
    { [`${BFF}/db/a.ts`]: ["./b.ts"], [`${BFF}/db/b.ts`]: ["./a.ts"] },
  ],
  [
    "ui-and-bff-apart",
    "the ui importing the bff",
    { [`${UI}/lib/a.ts`]: ["../../../bff/src/db/b.ts"], [`${BFF}/db/b.ts`]: [] },
  ],
  [
    "ui-and-bff-apart",
    "the bff importing the ui",
    { [`${BFF}/db/b.ts`]: ["../../../ui/src/lib/a.ts"], [`${UI}/lib/a.ts`]: [] },
  ],
  [
    "packages-below-the-rest",
    "a package importing a script",
    { [`${BFF}/db/a.ts`]: ["../../../../scripts/b.ts"], "scripts/b.ts": [] },
  ],
  [
    "host-mounts-at-runtime",
    "the example host importing the remote",
    { "examples/trustx-host/src/a.ts": ["../../../packages/ui/src/remote/b.ts"], [`${UI}/remote/b.ts`]: [] },
  ],
  [
    "shared-types-imports-zod-only",
    "the contract importing a library",
    { "packages/shared-types/src/a.ts": ["zod", "hono"] },
  ],
  [
    "shared-types-imports-zod-only",
    "the contract importing Node",
    { "packages/shared-types/src/a.ts": ["node:crypto"] },
  ],
  [
    "shipped-code-imports-no-tests",
    "shipped code importing the harness",
    { [`${BFF}/db/a.ts`]: ["../../test/harness.ts"], "packages/bff/test/harness.ts": [] },
  ],
  [
    "shipped-code-imports-no-tests",
    "shipped code importing builders",
    { [`${UI}/lib/a.ts`]: ["../testing/b.ts"], [`${UI}/testing/b.ts`]: [] },
  ],
  [
    "shipped-code-imports-no-tests",
    "shipped code importing a story",
    { [`${UI}/lib/a.ts`]: ["./B.stories.tsx"], [`${UI}/lib/B.stories.tsx`]: [] },
  ],
  [
    "shipped-code-imports-no-dev-dependency",
    "shipped code importing a test library",
    { [`${BFF}/db/a.ts`]: ["fast-check"] },
  ],
  [
    "adapters-by-composition-alone",
    "a feature choosing an adapter",
    { [`${BFF}/features/runs/a.ts`]: ["../../adapters/s3/b.ts"], [`${BFF}/adapters/s3/b.ts`]: [] },
  ],
  [
    "adapters-apart",
    "an adapter importing another",
    { [`${BFF}/adapters/cache/a.ts`]: ["../s3/b.ts"], [`${BFF}/adapters/s3/b.ts`]: [] },
  ],
  ["pg-in-db-alone", "a feature importing pg", { [`${BFF}/features/runs/a.ts`]: ["pg"] }],
  ["pg-in-db-alone", "http importing the embedded database", { [`${BFF}/http/a.ts`]: ["@electric-sql/pglite"] }],
  [
    "aws-sdk-in-adapters-alone",
    "a feature importing the AWS SDK",
    { [`${BFF}/features/runs/a.ts`]: ["@aws-sdk/client-s3"] },
  ],
  ["hono-at-the-edge-alone", "a feature's verb importing Hono", { [`${BFF}/features/runs/start-run.ts`]: ["hono"] }],
  [
    "features-apart",
    "a feature reaching into another",
    {
      [`${BFF}/features/runs/a.ts`]: ["../audit/audit.repository.ts"],
      [`${BFF}/features/audit/audit.repository.ts`]: [],
    },
  ],
  [
    "features-below-http",
    "a feature's verb importing http",
    { [`${BFF}/features/runs/a.ts`]: ["../../http/define-route.ts"], [`${BFF}/http/define-route.ts`]: [] },
  ],
  [
    "features-below-http",
    "a feature importing the composition root",
    { [`${BFF}/features/runs/a.ts`]: ["../../composition/b.ts"], [`${BFF}/composition/b.ts`]: [] },
  ],
  [
    "routes-know-the-binding-alone",
    "routes importing a middleware",
    { [`${BFF}/features/runs/runs.routes.ts`]: ["../../http/middleware/b.ts"], [`${BFF}/http/middleware/b.ts`]: [] },
  ],
  [
    "db-below-features",
    "db importing a feature",
    { [`${BFF}/db/a.ts`]: ["../features/runs/b.ts"], [`${BFF}/features/runs/b.ts`]: [] },
  ],
  [
    "rag-and-rhythm-are-pure",
    "rhythm importing db",
    { [`${BFF}/rhythm/a.ts`]: ["../db/b.ts"], [`${BFF}/db/b.ts`]: [] },
  ],
  ["rag-and-rhythm-are-pure", "rag reading files", { [`${BFF}/rag/a.ts`]: ["node:fs"] }],
  [
    "ui-remote-on-top",
    "a feature importing the remote",
    { [`${UI}/features/runs/a.ts`]: ["../../remote/b.ts"], [`${UI}/remote/b.ts`]: [] },
  ],
  [
    "ui-features-apart",
    "a ui feature importing another",
    { [`${UI}/features/runs/a.ts`]: ["../audit/b.ts"], [`${UI}/features/audit/b.ts`]: [] },
  ],
  [
    "ui-insights-below-features",
    "a shared piece importing a feature",
    { [`${UI}/insights/A.tsx`]: ["../features/audit/b.ts"], [`${UI}/features/audit/b.ts`]: [] },
  ],
  [
    "ui-components-know-no-domain",
    "a component importing a feature",
    { [`${UI}/components/A.tsx`]: ["../features/audit/b.ts"], [`${UI}/features/audit/b.ts`]: [] },
  ],
  [
    "ui-components-know-no-domain",
    "a component importing a piece of insights",
    { [`${UI}/components/A.tsx`]: ["../insights/B.tsx"], [`${UI}/insights/B.tsx`]: [] },
  ],
  [
    "ui-lib-below-components",
    "lib importing a component",
    { [`${UI}/lib/a.ts`]: ["../components/B.tsx"], [`${UI}/components/B.tsx`]: [] },
  ],
  ["ui-knows-the-contract-as-data", "a feature that runs zod", { [`${UI}/features/runs/a.ts`]: ["zod"] }],
  [
    "ui-knows-the-contract-as-data",
    "a feature that runs the contract's schemas",
    {
      [`${UI}/features/runs/a.ts`]: ["../../../../shared-types/src/b.ts"],
      "packages/shared-types/src/b.ts": [],
    },
  ],
  ["recharts-under-charts", "a feature importing recharts", { [`${UI}/features/runs/A.tsx`]: ["recharts"] }],
];

const lawful: Layout = {
  "packages/shared-types/src/index.ts": ["zod", "./tenant.ts"],
  "packages/shared-types/src/tenant.ts": ["zod"],
  "packages/shared-types/src/tenant.test.ts": ["vitest", "./tenant.ts"],
  [`${BFF}/entry/local.ts`]: ["../http/app.ts", "../composition/services.ts", "@hono/node-server"],
  [`${BFF}/composition/services.ts`]: ["../adapters/s3/store.ts", "../db/pool.ts"],
  [`${BFF}/adapters/s3/store.ts`]: ["@aws-sdk/client-s3", "../../features/ingestion/object-store.ts"],
  [`${BFF}/db/pool.ts`]: ["pg", "@electric-sql/pglite"],
  [`${BFF}/http/app.ts`]: ["hono", "../features/runs/runs.routes.ts", "./define-route.ts"],
  [`${BFF}/http/define-route.ts`]: [],
  [`${BFF}/features/runs/runs.routes.ts`]: ["hono", "../../http/define-route.ts", "./start-run.ts"],
  [`${BFF}/features/runs/start-run.ts`]: ["../../db/pool.ts", "../audit/index.ts", "../../rag/prompt.ts"],
  [`${BFF}/features/runs/start-run.db.test.ts`]: ["vitest", "../../../test/harness.ts", "./start-run.ts"],
  [`${BFF}/features/audit/index.ts`]: ["./record.ts"],
  [`${BFF}/features/audit/record.ts`]: [],
  [`${BFF}/features/ingestion/object-store.ts`]: [],
  [`${BFF}/rag/prompt.ts`]: ["node:crypto"],
  "packages/bff/test/harness.ts": ["pg", "../src/db/pool.ts"],
  [`${UI}/remote/Page.tsx`]: ["../features/runs/Runs.tsx"],
  [`${UI}/features/runs/Runs.tsx`]: [
    "../../components/charts/Bars.tsx",
    "../../insights/Chip.tsx",
    "../../lib/dates.ts",
  ],
  [`${UI}/insights/Chip.tsx`]: ["../components/charts/Bars.tsx", "../lib/dates.ts"],
  [`${UI}/features/runs/Runs.stories.tsx`]: ["./Runs.tsx", "../../testing/mocks.ts"],
  [`${UI}/components/charts/Bars.tsx`]: ["recharts", "../../lib/dates.ts"],
  [`${UI}/lib/dates.ts`]: [],
  [`${UI}/testing/mocks.ts`]: ["../lib/dates.ts"],
  "scripts/demo.ts": ["../packages/bff/src/composition/services.ts"],
};

const manifest = { dependencies: { zod: "1", hono: "1" }, devDependencies: { "fast-check": "1", vitest: "1" } };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "boundaries-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Names of the rules that the layout breaks; types and values alike, so the imports alternate between the two. */
async function brokenRules(layout: Layout): Promise<string[]> {
  for (const name of ["shared-types", "bff", "ui"]) write(`packages/${name}/package.json`, JSON.stringify(manifest));
  // Most libraries keep their code in dist/, a name that stands for build output in our own folders.
  for (const name of ["fast-check", "hono", "zod"]) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, exports: { ".": "./dist/index.js" } }));
    write(`node_modules/${name}/dist/index.js`, "");
  }
  for (const [path, imports] of Object.entries(layout)) {
    const lines = imports.map((from, index) => `import ${index % 2 ? "type " : ""}{ x as x${index} } from "${from}";`);
    write(
      path,
      [...lines, `export const y = [${imports.map((_, i) => (i % 2 ? "" : `x${i},`)).join("")}];`].join("\n"),
    );
  }
  const { options, ...ruleSet } = configuration;
  const roots = [...new Set(Object.keys(layout).map((path) => path.split("/")[0] as string))];
  const { output } = await cruise(
    roots,
    { ...options, baseDir: folder, validate: true, ruleSet },
    options?.enhancedResolveOptions,
  );
  return (output as ICruiseResult).summary.violations.map((violation) => violation.rule.name);
}

describe("import boundaries", () => {
  it.each(offenders)("%s: %s is refused", async (rule, _what, layout) => {
    expect(await brokenRules(layout)).toContain(rule);
  });

  it("lets the layout of ARCHITECTURE.md pass", async () => {
    expect(await brokenRules(lawful)).toEqual([]);
  });

  it("has an offender for every rule", () => {
    const rules = configuration.forbidden?.map((rule) => rule.name);
    expect(new Set(offenders.map(([rule]) => rule))).toEqual(new Set(rules));
  });
});
