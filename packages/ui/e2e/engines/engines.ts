import { existsSync, globSync } from "node:fs";
import { chromiumEngine } from "./chromium-engine.ts";
import type { Engine } from "./engine.ts";
import { firefoxEngine } from "./firefox-engine.ts";
import { webkitEngine } from "./webkit-engine.ts";

export const ENGINES: readonly Engine[] = [chromiumEngine, firefoxEngine, webkitEngine];

/** The programs an engine needs and this machine lacks, and how to get them; undefined where all are there. */
export function whatIsMissing({ name, programs, packages }: Engine): string | undefined {
  const missing = programs.filter((pattern) => !existsSync(pattern) && globSync(pattern).length === 0);
  if (missing.length === 0) return undefined;
  return `${name} is not installed (no ${missing.join(", ")}); on Debian: apt-get install ${packages.join(" ")}`;
}
