import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const CHARTS = join(import.meta.dirname, "src/components/charts/recharts.tsx");
/** What recharts chooses by itself. */
const CHOSEN_BY_RECHARTS = ["band", "linear", "point"];

/**
 * recharts looks d3's scales up by name, so a bundler keeps all of them, with the calendars and colours that only some of
 * them need. This leaves in those that our charts name.
 */
export function chartScales(): Plugin {
  return {
    name: "chart-scales",
    enforce: "pre",
    apply: "build",
    resolveId: {
      filter: { id: /^victory-vendor\/d3-scale$/ },
      async handler(source, importer) {
        const whole = await this.resolve(source, importer, { skipSelf: true });
        return whole && `${whole.id}?in-use`;
      },
    },
    load: {
      filter: { id: /d3-scale.*\?in-use$/ },
      handler(id) {
        this.addWatchFile(CHARTS);
        return `export { ${scalesInUse().join(", ")} } from ${JSON.stringify(id.replace(/\?in-use$/, ""))};`;
      },
    },
  };
}

/** Names as d3 gives them: `scaleSqrt`. */
function scalesInUse(): string[] {
  const named = [...readFileSync(CHARTS, "utf8").matchAll(/\bscale="(\w+)"/g)].map(([, name = ""]) => name);
  return [...new Set([...CHOSEN_BY_RECHARTS, ...named])].map(
    (name) => `scale${name[0]?.toUpperCase()}${name.slice(1)}`,
  );
}
