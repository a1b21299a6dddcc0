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

/** True where the term's words stand in this order, next to each other, and are not negated. */
function holds(label: readonly string[], term: string): boolean {
  const sought = term.split(" ");
  return label.some(
    (_, at) => sought.every((word, offset) => label[at + offset] === word) && !NEGATIONS.has(label[at - 1] ?? ""),
  );
}

/** Scripts written without spaces have no word boundaries to respect. */
const SPACELESS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+$/u;

function matches(label: readonly string[], term: string): boolean {
  if (term.startsWith("=")) return label.join(" ") === term.slice(1);
  return SPACELESS.test(term) ? label.some((word) => word.includes(term)) : holds(label, term);
}

/** Classes with the length of the longest term that names them. */
function classesOf<Class extends string>(
  readings: Readings,
  terms: Terms<Class>,
): readonly (readonly [Class, number])[] {
  return terms.flatMap(([name, list]) => {
    const lengths = list
      .filter((term) => readings.some((label) => matches(label, term)))
      .map((term) => term.split(" ").length);
    return lengths.length === 0 ? [] : [[name, Math.max(...lengths)] as const];
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
  const [best] = [...classesOf(label, DEPARTMENT_TERMS)].sort(([, a], [, b]) => b - a);
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
  return classifyAll(names, GROUP_TERMS);
}

/** All classes of the licences, in the vocabulary's order. */
export function classifyLicences(names: readonly string[]): readonly LicenceClass[] {
  return classifyAll(names, LICENCE_TERMS);
}

function classifyAll<Class extends string>(
  names: readonly string[],
  terms: Terms<Class>,
): readonly (Class | "other")[] {
  const found = new Set<Class | "other">();
  for (const name of names) {
    const classes = classesOf(readLabel(name) ?? [], terms);
    if (classes.length === 0) found.add("other");
    for (const [each] of classes) found.add(each);
  }
  return [...terms.map(([name]) => name), "other" as const].filter((each) => found.has(each));
}
