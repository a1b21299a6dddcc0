/** Why a part of an answer is not shown. The codes are stored; nothing the model wrote is repeated in them. */
export type DropReason =
  | "not_parsable"
  | "wrong_request"
  | "leaked_identifier"
  | "leaked_canary"
  | "echoed_token"
  | "too_long"
  | "markup"
  | "not_english"
  | "no_citation"
  | "unknown_evidence"
  | "unsupported_number"
  | "unsupported_date"
  | "unsupported_statement"
  | "uncited_topic"
  | "contradicts_evidence"
  | "nothing_verifiable"
  | "plays_down_risk"
  | "risk_below_floor"
  | "risk_raised_too_far"
  | "risk_raised_without_cause"
  | "action_not_allowed"
  | "repeated"
  | "too_many";

/** One part of an answer that failed a check, and why. */
export interface Dropped {
  readonly part: "answer" | "risk" | "summary" | "recommendation";
  /** Position among its kind, from 0. */
  readonly index: number;
  readonly reason: DropReason;
  /** What the check was about (`mfa`, `91`): closed words and numbers only. */
  readonly about: string;
}
