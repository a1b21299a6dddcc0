// What checking the list's first answer costs a page: `node bench/ui-answer-check.ts`. A page of 50 rows in fresh processes, in
// turn by the data that ships and by zod without compiled parsers, which a strict content security policy forbids:
// bytes (gzip), and the time to evaluate the code and check the page.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildDormantUser, buildDormantUsersPage } from "@dormant-users/shared-types/testing";
import { build, type Rolldown } from "vite";
import { listDormantUsers } from "../packages/ui/src/lib/contract/list-dormant-users.data.ts";
import { machine, median } from "./measure.ts";

const ROWS = 50;
const ROUNDS = 15;

const sources = {
  data: `
    import { findBreach } from "../packages/ui/src/lib/contract/json-schema.ts";
    const schema = ${JSON.stringify(listDormantUsers.answers[200])};
    export const keeps = (answer) => findBreach(schema, answer) === undefined;`,
  zod: `
    import { listDormantUsers } from "@dormant-users/shared-types";
    import { z } from "zod";
    z.config({ jitless: true });
    export const keeps = (answer) => listDormantUsers.responses[200].body.safeParse(answer).success;`,
};

/** In a process of its own: how long it takes to be able to check, and to check once. */
const TIME_FIRST_CHECK = `
  const answer = JSON.parse(process.argv[2]);
  const startedAt = performance.now();
  const { keeps } = await import(process.argv[1]);
  if (!keeps(answer)) throw new Error("A valid page was refused.");
  console.log(performance.now() - startedAt);`;

const folder = mkdtempSync(join(tmpdir(), "answer-check-"));
try {
  const page = JSON.stringify(buildDormantUsersPage(Array.from({ length: ROWS }, () => buildDormantUser())));
  const variants = await Promise.all(
    Object.entries(sources).map(async ([name, contents]) => {
      const code = await bundle(contents);
      const file = join(folder, `${name}.mjs`);
      writeFileSync(file, code);
      return { name, file, kilobytes: gzipSync(code).length / 1000, times: [] as number[] };
    }),
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { file, times } of variants) {
      const args = ["--input-type=module", "--eval", TIME_FIRST_CHECK, file, page];
      times.push(Number(execFileSync(process.execPath, args, { encoding: "utf8" })));
    }
  }
  console.log(machine());
  for (const { name, kilobytes, times } of variants) {
    console.log(`${name.padEnd(5)} ${kilobytes.toFixed(1).padStart(5)} KB  ${median(times).toFixed(1).padStart(5)} ms`);
  }
  const [data, zod] = variants.map(({ times }) => median(times));
  console.log(`zod takes ${((zod as number) / (data as number)).toFixed(1)} times as long`);
} finally {
  rmSync(folder, { recursive: true });
}

/** By the bundler that builds the client, from sources that stand in this folder in name only. */
async function bundle(source: string): Promise<string> {
  const entry = join(import.meta.dirname, "answer-check-entry.ts");
  const result = await build({
    configFile: false,
    logLevel: "error",
    plugins: [
      { name: "entry", load: (id) => (id === entry ? source : null), resolveId: (id) => (id === entry ? id : null) },
    ],
    build: { write: false, target: "es2022", minify: true, lib: { entry, formats: ["es"] } },
  });
  const [{ output }] = result as Rolldown.RolldownOutput[] as [Rolldown.RolldownOutput];
  return output[0].code;
}
