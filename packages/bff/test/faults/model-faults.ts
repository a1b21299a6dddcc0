import type { RulesReason } from "@dormant-users/shared-types";
import type { Fault } from "../bedrock-stand-in/faults.ts";
import type { FaultRow } from "./fault-row.ts";
import { dormantPeople, SHORT } from "./scene.ts";

const EVERY_TIME = 1_000;
const PEOPLE = 4;
const NAME = "Xylo Quenzibar";
/** Nothing says whom a question is about: a stand-in that is to name that user needs people of one name. */
const NAMESAKES = dormantPeople(PEOPLE).map((one) => ({ ...one, name: NAME }));

type Author = "model" | RulesReason;
type Operation = "converse" | "invoke";

/** How often a fault is met, for one user: the calls of an attempt that is retried, and the questions behind them. */
interface Met {
  readonly author: Author;
  /** Calls on the wire for each user, or the fewest and the most for all. */
  readonly calls: number | readonly [least: number, most: number];
  readonly questions?: 1 | 2;
}

function everyTime(told: string, operation: Operation, fault: Fault, { author, calls, questions = 1 }: Met): FaultRow {
  const isSilent = fault.startsWith("hang");
  const limits = operation === "converse" ? "chatLimits" : "embedderLimits";
  return {
    told,
    fault,
    ...(isSilent && { [limits]: SHORT }),
    people: NAMESAKES,
    async bring(scene, { standIn }) {
      standIn.inject(fault, { times: EVERY_TIME, text: NAME, when: (call) => call.operation === operation });
      return scene.run();
    },
    run: { status: "succeeded", modelCalls: PEOPLE * questions },
    authors: { [author]: PEOPLE },
    calls: { [operation]: typeof calls === "number" ? PEOPLE * calls : calls },
    ...(operation === "invoke" && { logged: calls === 1 ? "users_embedded" : "embedding_stopped" }),
  };
}

function once(fault: Fault): FaultRow {
  return {
    told: "A fault of the model that passes",
    fault,
    people: NAMESAKES,
    async bring(scene, { standIn }) {
      standIn.inject(fault, { text: NAME, when: ({ operation }) => operation === "converse" });
      return scene.run();
    },
    run: { status: "succeeded", byModel: PEOPLE },
    authors: { model: PEOPLE },
  };
}

const failing = (told: string, met: Met, ...faults: readonly Fault[]): FaultRow[] =>
  faults.map((fault) => everyTime(told, "converse", fault, met));
const notEmbedding = (told: string, calls: Met["calls"], ...faults: readonly Fault[]): FaultRow[] =>
  faults.map((fault) => everyTime(told, "invoke", fault, { author: "model", calls }));

/** Every fault of the stand-in, at every question of a run. Three attempts are made where another may help. */
export const MODEL_FAULTS: readonly FaultRow[] = [
  ...failing(
    "Bedrock is overloaded, ill or out of reach",
    { author: "model_failed", calls: 3 },
    "throttled",
    "untyped_429",
    "model_not_ready",
    "service_unavailable",
    "internal_error",
    "html_error",
  ),
  // May have been billed: sent once more, and no more.
  ...failing("Bedrock is overloaded, ill or out of reach", { author: "model_failed", calls: 2 }, "reset"),
  ...failing("The model fails inside", { author: "model_failed", calls: 2 }, "model_error"),
  ...failing(
    "No answer comes in time",
    { author: "deadline_passed", calls: 2 },
    "model_timeout",
    "hang",
    "hang_in_body",
  ),
  // Users are asked about side by side: those whose question is out when the first learns of it have been sent too.
  ...failing(
    "The model may not or can no longer be used",
    { author: "model_failed", calls: [1, PEOPLE] },
    "end_of_life",
    "legacy",
    "access_denied",
    "use_case_form",
    "quota_exceeded",
  ),
  ...failing("Bedrock refuses the request", { author: "model_failed", calls: 1 }, "validation"),
  ...failing(
    "The answer arrives broken",
    // The circuit breaker may open between the questions of one user and those of another.
    { author: "model_failed", calls: [2 * PEOPLE, 4 * PEOPLE], questions: 2 },
    "broken_json",
    "cut_in_body",
    "empty",
  ),
  ...failing(
    "The model does not answer the question",
    { author: "model_failed", calls: 2, questions: 2 },
    "refusal",
    "no_tool_use",
    "max_tokens",
    "unknown_stop",
  ),
  ...failing(
    "The model says what the evidence does not bear out",
    { author: "answer_rejected", calls: 2, questions: 2 },
    "wrong_citations",
    "other_schema",
    "other_language",
  ),
  ...failing(
    "The model plays the risk down, names somebody, or answers for another user",
    { author: "answer_rejected", calls: 2, questions: 2 },
    "injected_downgrade",
    "echoed_text",
    "foreign_token",
  ),
  ...failing("The model thinks before it answers", { author: "model", calls: 1 }, "thinking_first"),
  ...(["throttled", "reset", "broken_json", "wrong_citations", "echoed_text"] as const).map(once),
  ...notEmbedding("The embedder cannot be had", 3, "throttled", "service_unavailable"),
  ...notEmbedding("The embedder cannot be had", 2, "reset", "hang", "model_error"),
  ...notEmbedding("The embedder cannot be had", [1, PEOPLE], "access_denied", "end_of_life"),
  ...notEmbedding(
    "The embedder answers with something that is no vector",
    1,
    "short_vector",
    "null_in_vector",
    "zero_vector",
  ),
];
