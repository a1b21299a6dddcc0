import { existsSync, globSync } from "node:fs";
import type { Engine } from "./engine.ts";

/** The programs an engine needs and this machine lacks, and how to get them; undefined where all are there. */
export function whatIsMissing({ name, programs, packages }: Omit<Engine, "sizes" | "start">): string | undefined {
  const missing = programs.filter((pattern) => !existsSync(pattern) && globSync(pattern).length === 0);
  if (missing.length === 0) return undefined;
  return `${name} is not installed (no ${missing.join(", ")}); on Debian: apt-get install ${packages.join(" ")}`;
}
