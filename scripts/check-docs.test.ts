import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { checkDocument, type Project, projectIn } from "./check-docs.ts";

const files = ["packages/bff/src/db/pool.ts", "scripts/demo.ts", "docs/guide.md", "README.md", ".ci/run"];
const project: Project = {
  exists: (path) => files.some((file) => file === path || file.startsWith(`${path}/`)),
  read: () => "# The guide\n\n## How to begin\n\n## What's in `db`?\n",
  scripts: new Set(["test", "demo", "dormant", "check:all"]),
  commands: new Map([
    ["detect", new Set(["--json", "--tenant"])],
    ["tenant create", new Set(["--json"])],
  ]),
  roots: ["packages/bff", "packages/bff/src"],
};

function messages(text: string, path = "docs/guide.md"): string[] {
  return checkDocument(path, text, project).map(({ message }) => message);
}

describe("documents name only what exists", () => {
  it.each([
    "`packages/bff/src/db/pool.ts`, also as `src/db/pool.ts`, `db/pool.ts` and `packages/bff/src/db/pool.ts:12`",
    "`scripts`, `packages/bff/`, `.ci/run` and `../scripts/demo.ts`",
    "[the guide](guide.md#how-to-begin), [above](#whats-in-db) and [elsewhere](https://example.org/a/b.ts)",
    "`npm test`, `npm run demo`, `npm run -s dormant -- detect`, `pnpm dormant`, `pnpm run check:all`, `pnpm install`",
    "`pnpm --filter ui storybook` is the business of another package",
    "`../../shared/data` beside the checkout",
    "`application/json`, `/users/{id}/dormancy`, `packages/*/src`, `and/or`, `tenant_x/users/…`, `@aws-sdk/client-s3`",
    "`npm run -s dormant -- detect --tenant acme --json | head`, `dormant tenant create acme`, `dormant --help`, `dormant tenant --help`",
    "`dormant-users` and `.dormant` are no commands, nor is a `dormant` account",
    "Prose: npm run with care, pnpm is quick.",
  ])("accepts %s", (text) => {
    expect(messages(text)).toEqual([]);
  });

  it.each([
    ["`packages/bff/src/db/gone.ts`", "packages/bff/src/db/gone.ts does not exist"],
    ["`packages/gone`", "packages/gone does not exist"],
    ["`script/demo.ts`", "script/demo.ts does not exist"],
    ["`./gone`", "./gone does not exist"],
    ["[x](gone.md)", "link to gone.md: docs/gone.md does not exist"],
    ["[x](../README.md#gone)", "link to ../README.md#gone: README.md has no such heading"],
    ["`npm run gone`", 'there is no script "gone" in package.json'],
    ["`npm run -s gone -- detect`", 'there is no script "gone" in package.json'],
    ["```sh\npnpm gone\n```", 'there is no script "gone" in package.json'],
    ["`npm start`", 'there is no script "start" in package.json'],
    ["`dormant detekt`", 'there is no command "dormant detekt"'],
    ["```sh\nnpm run -s dormant -- detect --tennant acme\n```", '"dormant detect" has no option --tennant'],
    ["`dormant tenant rename a b`", 'there is no command "dormant tenant"'],
    ["see /home/me/project", "/home/me is a path of one machine"],
    ["```\ncd C:\\Users\n```", "C:\\Users is a path of one machine"],
  ])("refuses %s", (text, message) => {
    expect(messages(text)).toEqual([message]);
  });

  it("tells the line", () => {
    expect(checkDocument("README.md", "# Title\n\n`packages/gone`\n", project)).toMatchObject([{ line: 3 }]);
  });
});

describe("documents of a folder", () => {
  const root = mkdtempSync(join(tmpdir(), "check-docs-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("are all found, those of libraries and build output left out", () => {
    for (const folder of ["docs/adr", "node_modules/library", "packages/ui/dist", "packages/ui/node_modules/library"]) {
      mkdirSync(join(root, folder), { recursive: true });
      writeFileSync(join(root, folder, "page.md"), "");
    }
    writeFileSync(join(root, "package.json"), '{"scripts":{"demo":"node demo.ts"}}');
    const { documents, project: found } = projectIn(root);
    expect(documents).toEqual(["docs/adr/page.md"]);
    expect(found.scripts).toEqual(new Set(["demo"]));
    expect(found.exists("docs/adr")).toBe(true);
  });
});
