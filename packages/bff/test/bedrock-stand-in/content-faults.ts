import type { ContentFault, VectorFault } from "./faults.ts";

/** The parts of a Converse answer that a fault can change. */
export interface Draft {
  input: unknown;
  stopReason: string;
  thinksFirst: boolean;
  hasAnswerBlock: boolean;
}

const RISKS: ReadonlySet<unknown> = new Set(["critical", "high", "medium", "low"]);
const GERMAN = "Dieses Konto wird seit langer Zeit nicht mehr benutzt und sollte bald gesperrt werden.";

/** @param text what `echoed_text` makes the model say: a name, an address */
export function spoil(draft: Draft, fault: ContentFault, text: string): void {
  const change = (edit: (value: string, key: string) => string) => {
    draft.input = mapStrings(draft.input, edit);
  };
  const inProse = (edit: (value: string) => string) => change((value) => (value.includes(" ") ? edit(value) : value));
  const faults: Readonly<Record<ContentFault, () => void>> = {
    wrong_citations: () => change((value) => (/^E\d+$/.test(value) ? "E999" : value)),
    injected_downgrade: () => change((value) => (RISKS.has(value) ? "low" : value)),
    echoed_text: () => inProse((value) => `${value} ${text}`),
    foreign_token: () => change((value, key) => (/token/i.test(key) ? "q999999999999999" : value)),
    other_language: () => inProse(() => GERMAN),
    max_tokens: () => Object.assign(draft, { stopReason: "max_tokens", input: {} }),
    thinking_first: () => Object.assign(draft, { thinksFirst: true }),
    unknown_stop: () => Object.assign(draft, { stopReason: "paused_for_reflection" }),
    refusal: () => Object.assign(draft, { stopReason: "refusal", hasAnswerBlock: false }),
    no_tool_use: () => Object.assign(draft, { hasAnswerBlock: false }),
    other_schema: () => Object.assign(draft, { input: { answer: 42 } }),
  };
  faults[fault]();
}

export function spoilVector(answer: Record<string, unknown>, fault: VectorFault): void {
  const vector = [...(answer.embedding as number[])] as (number | null)[];
  if (fault === "null_in_vector") vector[7] = null;
  if (fault === "short_vector") vector.pop();
  answer.embedding = fault === "zero_vector" ? vector.map(() => 0) : vector;
}

function mapStrings(value: unknown, edit: (value: string, key: string) => string, key = ""): unknown {
  if (typeof value === "string") return edit(value, key);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, edit, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapStrings(member, edit, name)]));
}
