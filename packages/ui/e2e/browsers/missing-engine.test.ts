import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { whatIsMissing } from "../engines/what-is-missing.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "engines-"));
  writeFileSync(join(folder, "driver"), "");
});
afterAll(() => rmSync(folder, { recursive: true }));

const needing = (...programs: string[]) => ({ name: "webkit", programs, packages: ["a-driver", "xvfb"] }) as const;

test("an engine that lacks a program is named, with each that it lacks and how to get them", () => {
  const [browser, display] = [join(folder, "*/browser"), join(folder, "display")];
  expect(whatIsMissing(needing(join(folder, "driver"), browser, display))).toBe(
    `webkit is not installed (no ${browser}, ${display}); on Debian: apt-get install a-driver xvfb`,
  );
});

test("one that has them all lacks nothing, patterns included", () => {
  expect(whatIsMissing(needing(join(folder, "driver"), join(folder, "driv*")))).toBeUndefined();
});
