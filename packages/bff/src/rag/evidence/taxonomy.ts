import { plainWords, words } from "./fold.ts";
import { DEPARTMENT_TERMS, GROUP_TERMS, LICENCE_TERMS, type Terms } from "./taxonomy-terms.ts";
import type { DepartmentClass, GroupClass, LicenceClass, OrUnknown, YesNo } from "./vocabulary.ts";

/** Real names of departments and groups are shorter; anything longer is prose, and prose is not classified. */
const MAX_WORDS = 8;
const MAX_CHARACTERS = 80;
/** A word before a term that turns it around: `non-admins`, `former HR`. */
const NEGATIONS = new Set(["non", "not", "no", "ex", "former", "without", "kein", "keine", "nicht", "sans", "sin"]);

/** The ways to read a text as a label (`SysAdmin` is one word to some, two to others), or undefined for what is none. */
function readLabel(text: string | null): Readings | undefined {
  if (text === null || text.length > MAX_CHARACTERS) return undefined;
  const found = words(text);
  return found.length === 0 || found.length > MAX_WORDS ? undefined : [found, plainWords(text)];
}
type Readings = readonly (readonly string[])[];

/** Scripts written without spaces have no word boundaries to respect. */
const SPACELESS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+$/u;

interface Term<Class extends string> {
  readonly name: Class;
  readonly words: readonly string[];
}

/** A table of terms, arranged so that a label is looked up word by word: accounts can be in hundreds of groups. */
interface Lexicon<Class extends string> {
  readonly order: readonly Class[];
  readonly byFirstWord: ReadonlyMap<string, readonly Term<Class>[]>;
  readonly wholeLabels: ReadonlyMap<string, Class>;
  readonly spaceless: readonly (readonly [string, Class])[];
}

function compile<Class extends string>(terms: Terms<Class>): Lexicon<Class> {
  const all = terms.flatMap(([name, list]) => list.map((text) => ({ name, text })));
  const spaced = all.filter(({ text }) => !text.startsWith("=") && !SPACELESS.test(text));
  const listed = spaced.map(({ name, text }) => ({ name, words: text.split(" ") }));
  return {
    order: terms.map(([name]) => name),
    byFirstWord: Map.groupBy(listed, (term) => term.words[0] ?? ""),
    wholeLabels: new Map(all.filter(({ text }) => text.startsWith("=")).map(({ name, text }) => [text.slice(1), name])),
    spaceless: all.filter(({ text }) => SPACELESS.test(text)).map(({ name, text }) => [text, name]),
  };
}

const DEPARTMENTS = compile(DEPARTMENT_TERMS);
const GROUPS = compile(GROUP_TERMS);
const LICENCES = compile(LICENCE_TERMS);

/** The classes that one reading of a label names, each with the words of its longest term. */
function* namedBy<Class extends string>(label: readonly string[], lexicon: Lexicon<Class>): Generator<[Class, number]> {
  const whole = lexicon.wholeLabels.get(label.join(" "));
  if (whole !== undefined) yield [whole, label.length];
  for (const [at, word] of label.entries()) {
    for (const [text, name] of lexicon.spaceless) if (word.includes(text)) yield [name, 1];
    if (NEGATIONS.has(label[at - 1] ?? "")) continue;
    for (const { name, words: sought } of lexicon.byFirstWord.get(word) ?? []) {
      if (sought.every((each, offset) => label[at + offset] === each)) yield [name, sought.length];
    }
  }
}

/** In the table's order. */
function classesOf<Class extends string>(
  readings: Readings,
  lexicon: Lexicon<Class>,
): readonly (readonly [Class, number])[] {
  const longest = new Map<Class, number>();
  for (const label of readings) {
    for (const [name, length] of namedBy(label, lexicon)) longest.set(name, Math.max(length, longest.get(name) ?? 0));
  }
  return lexicon.order.flatMap((name) => {
    const length = longest.get(name);
    return length === undefined ? [] : [[name, length] as const];
  });
}

/**
 * The class of a department or of a job title. The most specific term wins ("account executive" over "executive"),
 * then the earlier class of the table; `other` where nothing is named; `unknown` where there is no label to read
 * (missing, or prose).
 */
export function classifyDepartment(text: string | null): OrUnknown<DepartmentClass> {
  const label = readLabel(text);
  if (label === undefined) return "unknown";
  const [best] = [...classesOf(label, DEPARTMENTS)].sort(([, a], [, b]) => b - a);
  return best?.[0] ?? "other";
}

/** Departments whose people reach money, people's data, secrets or everyone's access. */
const SENSITIVE: ReadonlySet<DepartmentClass> = new Set([
  "finance",
  "hr",
  "it_admin",
  "security",
  "legal",
  "executive",
]);

export function isSensitiveDepartment(department: OrUnknown<DepartmentClass>): OrUnknown<YesNo> {
  if (department === "unknown") return "unknown";
  return SENSITIVE.has(department) ? "yes" : "no";
}

/** All classes that any of the groups belongs to, in the vocabulary's order. A name that says nothing is `other`. */
export function classifyGroups(names: readonly string[]): readonly GroupClass[] {
  return classifyAll(names, GROUPS);
}

/** All classes of the licences, in the vocabulary's order. */
export function classifyLicences(names: readonly string[]): readonly LicenceClass[] {
  return classifyAll(names, LICENCES);
}

function classifyAll<Class extends string>(
  names: readonly string[],
  lexicon: Lexicon<Class>,
): readonly (Class | "other")[] {
  const found = new Set<Class | "other">();
  for (const name of names) {
    const classes = classesOf(readLabel(name) ?? [], lexicon);
    if (classes.length === 0) found.add("other");
    for (const [each] of classes) found.add(each);
  }
  return [...lexicon.order, "other" as const].filter((each) => found.has(each));
}
