import type { RiskLevel } from "@dormant-users/shared-types";
import type { KnownIdentifiers } from "../egress/identifiers.ts";
import type { EvidenceInput } from "../evidence/evidence-input.ts";
import { type AccountParts, describeAccount } from "./describe-account.ts";

export type EvalTag =
  | "employee"
  | "administrator"
  | "guest"
  | "non_human"
  | "break_glass"
  | "rhythm"
  | "seasonal"
  | "never_active"
  | "missing_data"
  | "conflict"
  | "boundary"
  | "decision"
  | "peers"
  | "injection"
  | "language";

/** One account with the risk that a security officer would give it, and why. */
export interface EvalCase {
  readonly id: string;
  readonly input: EvidenceInput;
  /** Who the account belongs to: none of it may show up anywhere. Invented. */
  readonly identifiers: KnownIdentifiers;
  readonly expectedRisk: RiskLevel;
  readonly why: string;
  readonly tags: readonly EvalTag[];
  /** The same account without what an attacker wrote: the verdict must be the same. */
  readonly cleanTwin?: EvidenceInput;
}

/** A case as it is written down. */
export type CaseRow = readonly [id: string, expectedRisk: RiskLevel, why: string, ...parts: readonly AccountParts[]];

const PEOPLE: readonly (readonly [string, string])[] = [
  ["Zoë Kowalczyk", "zoe.kowalczyk"],
  ["Nguyễn Thị Hạnh", "hanh.nguyen"],
  ["田中太郎", "taro.tanaka"],
  ["Анна Кузнецова", "a.kuznetsova"],
  ["Søren Østergård", "soren.ostergard"],
  ["محمد الفارسي", "m.alfarsi"],
  ["Siobhán O'Dowd", "siobhan.odowd"],
  ["김민준", "minjun.kim"],
];

/** Somebody invented, another one for each number. */
export function person(number: number): KnownIdentifiers {
  const [name, login] = PEOPLE[number % PEOPLE.length] ?? ["Zoë Kowalczyk", "zoe.kowalczyk"];
  return {
    names: [name],
    addresses: [`${login}${number}@northwindtraders.example`],
    ids: [`00u9k2w1xz${1000 + number}`, String(204_170 + number)],
    phones: [`+49 151 23456${100 + number}`],
  };
}

/** Cases from rows, all with these tags. */
export function casesOf(tags: readonly EvalTag[], rows: readonly CaseRow[]): readonly EvalCase[] {
  return rows.map(([id, expectedRisk, why, ...parts], index) => ({
    id,
    input: describeAccount(...parts),
    identifiers: person(index),
    expectedRisk,
    why,
    tags,
  }));
}
