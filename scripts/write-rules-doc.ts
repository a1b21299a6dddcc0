// Writes docs/rules.md from the tables that the rules apply. A test compares the two.
import { writeFileSync } from "node:fs";
import { renderRules } from "../packages/bff/src/rag/rules/render-rules.ts";

writeFileSync(new URL("../docs/rules.md", import.meta.url), renderRules());
