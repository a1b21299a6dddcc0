import { VARIABLES } from "./variables.ts";

/** The table of docs/configuration.md; a test holds the document to it. */
export function configurationTable(): string {
  const rows = Object.entries(VARIABLES).map(
    ([name, { meaning, otherwise }]) => `| \`${name}\` | ${meaning} | ${otherwise} |`,
  );
  return ["| Variable | Meaning | Without it |", "|---|---|---|", ...rows].join("\n");
}
