import type { Dropped, DropReason } from "../checks/verdict.ts";
import type { ChatRequest } from "../ports.ts";

/** What to do about each failure, told to the model. */
const REPAIR_ADVICE: Readonly<Record<DropReason, string>> = {
  not_parsable: "the answer does not have the tool's structure; give every required field",
  wrong_request: "the request token is not the one of this request; copy it exactly",
  leaked_identifier: "the text holds something that could name a person; use the facts only",
  leaked_canary: "the control word must not be repeated",
  echoed_token: "the request token must not stand in any sentence",
  too_long: "shorten the sentence",
  markup: "write one plain sentence without markup",
  not_english: "write in English",
  no_citation: "cite at least one fact",
  unknown_evidence: "cite only ids that are among the facts",
  unsupported_number: "this number is not in the cited facts, or says more than they do",
  unsupported_date: "the facts hold no dates; leave it out",
  unsupported_statement: "no fact says this; leave it out",
  uncited_topic: "cite the fact that this speaks of",
  contradicts_evidence: "the facts say otherwise",
  nothing_verifiable: "say something that a cited fact bears out",
  plays_down_risk: "do not play the risk down",
  risk_below_floor: "the risk is never below this floor",
  risk_raised_too_far: "the risk is at most one level above this floor",
  risk_raised_without_cause: "a level above the floor cites a fact that speaks against the account",
  action_not_allowed: "this action is not among the allowed ones",
  repeated: "name each action once",
  too_many: "say fewer things",
};

const INTRODUCTION = "Your answer cannot be used. What is wrong:";
const UNREADABLE = "Your answer could not be read. Call the tool once, with every required field.";
const CLOSING = "Call the tool again with the whole answer, corrected.";
/** Longer answers are cut: their beginning is enough to correct. */
const MAX_QUOTED = 6000;

/** Every fixed word of a repair, for the gate. */
export const REPAIR_WORDS = [INTRODUCTION, UNREADABLE, CLOSING, ...Object.values(REPAIR_ADVICE)].join(" ");

/** The one second question. `answer` is absent where nothing readable came. */
export function buildRepair(request: ChatRequest, answer: unknown, violations: readonly Dropped[]): ChatRequest {
  if (answer === undefined) {
    // two turns of the user in a row are refused by some providers
    const [first, ...rest] = request.messages;
    return {
      ...request,
      messages: first === undefined ? rest : [{ ...first, text: `${first.text}\n${UNREADABLE}` }, ...rest],
    };
  }
  const lines = violations.map(
    ({ part, index, reason, about }) => `- ${part}[${index}] ${reason} (${about}): ${REPAIR_ADVICE[reason]}`,
  );
  return {
    ...request,
    messages: [
      ...request.messages,
      { role: "assistant", text: JSON.stringify(answer).slice(0, MAX_QUOTED) },
      { role: "user", text: [INTRODUCTION, ...lines, CLOSING].join("\n") },
    ],
  };
}
