import { deepStrictEqual } from "node:assert/strict";
import { pathToFileURL } from "node:url";
import type { Plugin } from "vite";

/**
 * Runs `*.data.ts` when the client is built and puts the data they export in their place: what they work it out with, zod
 * among it, stays here. Without the plugin, as in tests and stories, they run where they are imported, to the same end.
 */
export function dataModules(): Plugin {
  return {
    name: "data-modules",
    enforce: "pre",
    apply: "build",
    load: {
      filter: { id: /\.data\.ts$/ },
      async handler(id) {
        const exported = Object.entries(await import(pathToFileURL(id).href));
        return exported.map(([name, value]) => `export const ${name} = ${asLiteral(name, value)};`).join("\n");
      },
    },
  };
}

function asLiteral(name: string, value: unknown): string {
  const text = JSON.stringify(value);
  deepStrictEqual(JSON.parse(text), value, `${name} is not plain data`);
  return text;
}
