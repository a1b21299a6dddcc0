// Says which paths, links and commands named in the documents do not exist: `pnpm docs:check`.
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { COMMANDS } from "../packages/bff/src/cli/commands/index.ts";

/** What a document may refer to. Paths are relative to the project's root, with forward slashes. */
export interface Project {
  exists(path: string): boolean;
  /** Text of another document, to look up its headings. */
  read(path: string): string;
  /** Scripts of the root's package.json. */
  readonly scripts: ReadonlySet<string>;
  /** Commands of `dormant`, with the options of each (`--tenant`). */
  readonly commands: ReadonlyMap<string, ReadonlySet<string>>;
  /** Folders a path in backticks may start from, beside the root and the document's own folder. */
  readonly roots: readonly string[];
}

export interface Finding {
  readonly line: number;
  readonly message: string;
}

const MACHINE_PATH = /(?<![\w.~-])(?:\/(?:home|Users|root|work|mnt|private)\/[\w.-]+|[A-Z]:\\[\w.-]+)/g;
const LINK = /\]\(([^()\s]+)\)/g;
const CODE_SPAN = /`([^`]+)`/g;
const COMMAND = /\b(?:npm run|pnpm run|pnpm)\s+((?:-{1,2}[\w=.-]+\s+)*)([a-z][\w:-]*)/g;
// `dormant detect --json`, however it is started; what follows the command line (a pipe, a comment) is not part of it.
const DORMANT = /(?<![\w./-])dormant(?: +--)?((?: +[^\s|#;&)"']+)+)/g;
const NPM_SHORTHAND = /\bnpm (test|start)\b/g;
const FILE = /\.(?:tsx?|mjs|cjs|js|json|md|sql|sh|ya?ml|html)$/;

// pnpm's own commands; a script of the same name would need `pnpm run`.
const PNPM_COMMANDS = new Set(
  "add audit config create dlx exec fetch import install licenses link list outdated pack patch prune publish rebuild remove root setup store unlink update why".split(
    " ",
  ),
);

/** Everything wrong with one document; `path` is its own, relative to the project's root. */
export function checkDocument(path: string, text: string, project: Project): Finding[] {
  const folder = dirname(path);
  let fenced = false;
  return text.split("\n").flatMap((content, index) => {
    const isFence = /^\s*(```|~~~)/.test(content);
    if (isFence) fenced = !fenced;
    const spans = fenced ? [] : [...content.matchAll(CODE_SPAN)].map(([, code = ""]) => code);
    const messages = [
      ...[...content.matchAll(MACHINE_PATH)].map(([found]) => `${found} is a path of one machine`),
      ...(fenced ? [] : brokenLinks(content.replace(CODE_SPAN, ""), path, project)),
      ...spans.filter((span) => isMissingPath(span, folder, project)).map((span) => `${span} does not exist`),
      ...(fenced ? [content] : spans).flatMap((code) => [
        ...unknownScripts(code, project),
        ...unknownCommands(code, project),
      ]),
    ];
    return messages.map((message) => ({ line: index + 1, message }));
  });
}

function brokenLinks(content: string, path: string, project: Project): string[] {
  return [...content.matchAll(LINK)].flatMap(([, target = ""]) => {
    if (/^[a-z][a-z+.-]*:/i.test(target)) return [];
    const [file = "", anchor] = target.split("#");
    const resolved = file === "" ? path : clean(join(dirname(path), decodeURIComponent(file)));
    if (!project.exists(resolved)) return [`link to ${target}: ${resolved} does not exist`];
    if (!anchor || !resolved.endsWith(".md") || headings(project.read(resolved)).has(anchor)) return [];
    return [`link to ${target}: ${resolved} has no such heading`];
  });
}

/** Anchors as the forge makes them: lower case, punctuation dropped, spaces to hyphens, repeats numbered. */
function headings(text: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, title = ""] of text.matchAll(/^#{1,6} (.*)$/gm)) {
    const anchor = title
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-");
    const repeat = seen.get(anchor) ?? 0;
    seen.set(anchor, repeat + 1);
    anchors.add(repeat === 0 ? anchor : `${anchor}-${repeat}`);
  }
  return anchors;
}

function isMissingPath(span: string, folder: string, project: Project): boolean {
  const path = span.replace(/(?::\d+)+$|#.*$/, "");
  // Patterns, placeholders, addresses, options and API paths are no paths of ours.
  if (!/^[\w.][\w./-]*$/.test(path) || !path.includes("/") || path.includes("...")) return false;
  const [first = ""] = path.split("/");
  const isRelative = first === "." || first === "..";
  const candidates = [folder, ...(isRelative ? [] : [".", ...project.roots])].map((root) => clean(join(root, path)));
  // Beside the checkout (`../shared/data`) is not ours to judge.
  if (candidates.every((candidate) => candidate.startsWith(".."))) return false;
  // What a build or a test run makes is there afterwards alone.
  if (/(?:^|\/)(?:dist|artifacts|cdk\.out)(?:\/|$)/.test(path)) return false;
  const looksLikeOurs = isRelative || FILE.test(path) || (first !== "node_modules" && project.exists(first));
  return looksLikeOurs && !candidates.some((candidate) => project.exists(candidate));
}

function unknownScripts(code: string, project: Project): string[] {
  const named = [...code.matchAll(COMMAND)].flatMap(([whole, options = "", name = ""]) => {
    // Another package's script, or pnpm itself.
    if (/--filter|-C\b|-r\b|--dir/.test(options)) return [];
    return !whole.includes(" run") && PNPM_COMMANDS.has(name) ? [] : [name];
  });
  const shorthand = [...code.matchAll(NPM_SHORTHAND)].map(([, name = ""]) => name);
  return [...named, ...shorthand]
    .filter((name) => !project.scripts.has(name))
    .map((name) => `there is no script "${name}" in package.json`);
}

function unknownCommands(code: string, { commands }: Project): string[] {
  return [...code.matchAll(DORMANT)].flatMap(([, line = ""]) => {
    const words = line.trim().split(/ +/);
    const [first = "", second = ""] = words;
    // A placeholder, or a question for help.
    if (!/^[a-z]/.test(first) || first === "help") return [];
    const name = commands.has(`${first} ${second}`) ? `${first} ${second}` : first;
    const options = commands.get(name);
    if (options === undefined) {
      const isGroup = [...commands.keys()].some((known) => known.startsWith(`${first} `));
      return isGroup && (second === "" || second.startsWith("--")) ? [] : [`there is no command "dormant ${first}"`];
    }
    return words
      .flatMap((word) => /^\[?(--[a-z][\w-]*)/.exec(word)?.[1] ?? [])
      .filter((option) => option !== "--help" && !options.has(option))
      .map((option) => `"dormant ${name}" has no option ${option}`);
  });
}

function clean(path: string): string {
  return normalize(path).replaceAll("\\", "/").replace(/\/$/, "");
}

function optionNames(options: readonly { readonly syntax: string }[]): ReadonlySet<string> {
  return new Set(["--json", "--data-dir", ...options.map(({ syntax }) => syntax.split(" ")[0] ?? "")]);
}

/** The project in a folder on disk, and the documents in it. */
export function projectIn(root: string): { readonly project: Project; readonly documents: string[] } {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts?: object };
  const ignored = /(^|\/)(node_modules|dist|artifacts|coverage|storybook-static|\.tools|\.git)(\/|$)/;
  const exclude = (path: string) => ignored.test(path.replaceAll("\\", "/"));
  const packages = globSync(["packages/*", "packages/*/src", "examples/*"], { cwd: root, exclude });
  const project: Project = {
    exists: (path) => existsSync(join(root, path)),
    read: (path) => (statSync(join(root, path)).isFile() ? readFileSync(join(root, path), "utf8") : ""),
    scripts: new Set(Object.keys(manifest.scripts ?? {})),
    commands: new Map(COMMANDS.map(({ name, options = [] }) => [name, optionNames(options)])),
    roots: packages,
  };
  return { project, documents: globSync("**/*.md", { cwd: root, exclude }).map(clean).sort() };
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..");
  const { project, documents } = projectIn(root);
  const findings = documents.flatMap((path) =>
    checkDocument(path, project.read(path), project).map(
      ({ line, message }) => `${relative(process.cwd(), join(root, path))}:${line}: ${message}`,
    ),
  );
  for (const finding of findings) process.stderr.write(`${finding}\n`);
  process.stdout.write(`${documents.length} documents, ${findings.length} findings\n`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
