// The directions of ARCHITECTURE.md, as rules. scripts/boundaries.test.ts shows each of them an offender.

const BFF = "^packages/bff/src/";
const UI = "^packages/ui/src/";
const TEST_FILES = "\\.(test|test-d|spec|stories)\\.tsx?$|/testing/|^packages/[^/]+/(test|e2e)/";

/** An npm package by name (a pattern), found in node_modules or not. */
const npm = (name) => `(^|node_modules/)${name}(/|$)`;

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const everywhere = [
  {
    name: "no-cycles",
    comment: "Two modules that need each other are one module, or hide a third.",
    severity: "error",
    from: {},
    to: { circular: true },
  },
  {
    name: "ui-and-bff-apart",
    comment: "They share the contract (shared-types) and nothing else.",
    severity: "error",
    from: { path: "^packages/(ui|bff)/" },
    to: { path: "^packages/(ui|bff)/", pathNot: "^packages/$1/" },
  },
  {
    name: "packages-below-the-rest",
    comment:
      "Scripts, benches, infrastructure and examples use the packages, never the other way round; journeys start all.",
    severity: "error",
    from: { path: "^packages/", pathNot: "^packages/ui/e2e/" },
    to: { path: "^(scripts|bench|infra|examples|\\.storybook)/" },
  },
  {
    name: "host-mounts-at-runtime",
    comment: "The example host is somebody else's application: it knows the remote by its address only.",
    severity: "error",
    from: { path: "^examples/" },
    to: { path: "^packages/(ui|bff)/" },
  },
  {
    name: "shared-types-imports-zod-only",
    comment: "The contract is loaded by browsers, Lambdas and tools alike.",
    severity: "error",
    from: { path: "^packages/shared-types/src/", pathNot: "\\.test\\.ts$" },
    to: { pathNot: ["^packages/shared-types/src/", npm("zod")] },
  },
  {
    name: "shipped-code-imports-no-tests",
    comment: "Builders, fakes, stories and harnesses stay out of what customers run.",
    severity: "error",
    from: { path: "^packages/[^/]+/src/", pathNot: TEST_FILES },
    to: { path: TEST_FILES, pathNot: "node_modules/" },
  },
  {
    name: "shipped-code-imports-no-dev-dependency",
    comment: "It is absent where the product runs: make it a dependency of the package, or do without.",
    severity: "error",
    from: { path: "^packages/[^/]+/src/", pathNot: TEST_FILES },
    to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["npm", "npm-peer"], pathNot: "node_modules/@types/" },
  },
];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const bff = [
  {
    name: "adapters-by-composition-alone",
    comment: "composition/ is the one place that chooses adapters; everybody else knows the port.",
    severity: "error",
    from: { path: BFF, pathNot: [`${BFF}(adapters|composition)/`, TEST_FILES] },
    to: { path: `${BFF}adapters/` },
  },
  {
    name: "adapters-apart",
    comment: "One folder for each outside thing: exchanging one must not touch another.",
    severity: "error",
    from: { path: `${BFF}adapters/([^/]+)/` },
    to: { path: `${BFF}adapters/`, pathNot: `${BFF}adapters/$1/` },
  },
  {
    name: "pg-in-db-alone",
    comment: "No pool reaches a feature: no tenant, no connection. Tests use the harness in packages/bff/test.",
    severity: "error",
    from: { path: "^(packages|scripts|infra|examples)/", pathNot: [`${BFF}db/`, "^packages/bff/test/"] },
    to: { path: npm("(pg|pg-[^/]+|@types/pg|@electric-sql/[^/]+)") },
  },
  {
    name: "aws-sdk-in-adapters-alone",
    severity: "error",
    from: { path: "^(packages|scripts|examples)/", pathNot: [`${BFF}adapters/`, "^packages/bff/test/"] },
    to: { path: npm("(@aws-sdk|@smithy)/[^/]+") },
  },
  {
    name: "hono-at-the-edge-alone",
    comment: "What the product does must not depend on how it is asked: entry, http and *.routes.ts know Hono.",
    severity: "error",
    from: { path: BFF, pathNot: [`${BFF}(entry|http)/`, "\\.routes\\.ts$", TEST_FILES] },
    to: { path: npm("(hono|@hono/[^/]+)") },
  },
  {
    name: "features-apart",
    comment: "A feature is used through its index.ts, which says what it offers to the others.",
    severity: "error",
    from: { path: `${BFF}features/([^/]+)/`, pathNot: TEST_FILES },
    to: { path: `${BFF}features/[^/]+/`, pathNot: [`${BFF}features/$1/`, `${BFF}features/[^/]+/index\\.ts$`] },
  },
  {
    name: "features-below-http",
    comment: "Features use rag, rhythm and db. Routes alone know how http binds them, and nothing else of it.",
    severity: "error",
    from: { path: `${BFF}features/`, pathNot: ["\\.routes\\.ts$", TEST_FILES] },
    to: { path: `${BFF}(http|composition|entry|config)/` },
  },
  {
    name: "routes-know-the-binding-alone",
    severity: "error",
    from: { path: `${BFF}features/.*\\.routes\\.ts$` },
    to: {
      path: `${BFF}(http|composition|entry|config)/`,
      pathNot: `${BFF}http/(define-route|principal|entity-tag)\\.ts$`,
    },
  },
  {
    name: "db-below-features",
    severity: "error",
    from: { path: `${BFF}db/`, pathNot: TEST_FILES },
    to: { path: `${BFF}(features|http|composition|entry|adapters|rag|rhythm)/` },
  },
  {
    name: "rag-and-rhythm-are-pure",
    comment: "Ports and pure functions: golden tests must not need a world.",
    severity: "error",
    from: { path: `${BFF}(rag|rhythm)/`, pathNot: TEST_FILES },
    to: {
      path: [
        `${BFF}(db|features|http|composition|entry|config|adapters|observability)/`,
        "^(node:)?(fs|fs/promises|net|tls|http|http2|https|dns|child_process|worker_threads|process|os)$",
      ],
    },
  },
];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const ui = [
  {
    name: "ui-remote-on-top",
    comment: "remote/ is what hosts see: it uses the features, nothing in src uses it.",
    severity: "error",
    from: { path: UI, pathNot: [`${UI}remote/`, TEST_FILES] },
    to: { path: `${UI}remote/` },
  },
  {
    name: "ui-features-apart",
    comment: "What two features need belongs in insights/, components/ or lib/.",
    severity: "error",
    from: { path: `${UI}features/([^/]+)/` },
    to: { path: `${UI}features/[^/]+/`, pathNot: `${UI}features/$1/` },
  },
  {
    name: "ui-insights-below-features",
    comment: "insights/ holds what several features show of insights and decisions.",
    severity: "error",
    from: { path: `${UI}insights/`, pathNot: TEST_FILES },
    to: { path: `${UI}features/` },
  },
  {
    name: "ui-components-know-no-domain",
    severity: "error",
    from: { path: `${UI}(components|lib)/`, pathNot: TEST_FILES },
    to: { path: `${UI}(features|insights)/` },
  },
  {
    name: "ui-lib-below-components",
    severity: "error",
    from: { path: `${UI}lib/`, pathNot: TEST_FILES },
    to: { path: `${UI}components/` },
  },
  {
    name: "ui-knows-the-contract-as-data",
    comment:
      "zod and the contract's schemas weigh as much as the rest of our code: *.data.ts works out what a browser needs.",
    severity: "error",
    from: { path: UI, pathNot: ["\\.data\\.ts$", `${UI}lib/contract/describe\\.ts$`, TEST_FILES] },
    to: { path: ["^packages/shared-types/", npm("zod")], dependencyTypesNot: ["type-only"] },
  },
  {
    name: "recharts-under-charts",
    comment: "One place to load it late, to theme it and to give every chart its table.",
    severity: "error",
    from: { path: "^packages/", pathNot: `${UI}components/charts/` },
    to: { path: npm("recharts") },
  },
];

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [...everywhere, ...bff, ...ui],
  options: {
    // Types count: a feature that names a pool's type already knows the pool.
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    // Our own build output only: most libraries live in a dist/ too, and must be seen.
    exclude: {
      path: "^(?!.*node_modules/).*(^|/)(dist|coverage|artifacts|storybook-static|cdk\\.out|\\.tools|\\.dormant)/",
    },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".jsx", ".json"],
    },
  },
};
