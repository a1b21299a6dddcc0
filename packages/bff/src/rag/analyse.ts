import type { Insight, RulesReason } from "@dormant-users/shared-types";
import { type AnswerContext, checkAnswer } from "./checks/check-answer.ts";
import { ORDINARY_WORDS } from "./checks/ordinary-words.ts";
import type { Dropped } from "./checks/verdict.ts";
import type { Calibration } from "./confidence/calibration.ts";
import { type EgressFinding, findForeignWords, findLeaks } from "./egress/egress-gate.ts";
import type { KnownIdentifiers } from "./egress/identifiers.ts";
import { buildEvidence } from "./evidence/build-evidence.ts";
import type { EvidenceInput } from "./evidence/evidence-input.ts";
import { type Case, composeModelInsight, composeRulesInsight } from "./insight/compose-insight.ts";
import { type ChatAnswer, type ChatModel, type ChatRequest, ModelError, type TokenUsage } from "./ports.ts";
import { buildPrompt, MAX_ANSWER_TOKENS } from "./prompt/build-prompt.ts";
import { buildRepair } from "./prompt/build-repair.ts";
import { drawNonces, type Nonces } from "./prompt/nonces.ts";
import { OWN_WORDS } from "./prompt/own-words.ts";
import { allowedActions } from "./rules/allowed-actions.ts";
import { evaluateRisk } from "./rules/evaluate-risk.ts";
import { DeadlinePassed, withinDeadline } from "./within-deadline.ts";

export interface AnalysisRequest {
  readonly input: EvidenceInput;
  /** All that is known to name the user: searched for in what goes out and in what comes back. */
  readonly identifiers: KnownIdentifiers;
  readonly calibration?: Calibration | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface AnalystOptions {
  /** Absent: the rules write, for the stated reason. */
  readonly chat: ChatModel | undefined;
  readonly withoutChat?: Extract<RulesReason, "no_model" | "budget_exhausted">;
  /** For the model's work on one user, the repair included; 4,500 unless stated. */
  readonly deadlineMs?: number;
  readonly maxTokens?: number;
  readonly drawNonces?: () => Nonces;
  /** Milliseconds on a clock that does not go back. */
  readonly now?: () => number;
}

/** An insight and what it took; there always is an insight. */
export interface Analysis {
  readonly insight: Insight;
  /** Everything that a model said and that is not shown, over both its answers. */
  readonly dropped: readonly Dropped[];
  /** What the gate found in a question; the question was not sent. */
  readonly egressFindings: readonly EgressFinding[];
  /** Questions put to the model, 0…2. */
  readonly modelCalls: number;
  /** Calls on the wire, retries included. */
  readonly attempts: number;
  /** Of all calls, failed ones included. */
  readonly usage: TokenUsage;
  readonly modelErrors: readonly ModelError[];
  readonly latencyMs: number;
}

const DEFAULT_DEADLINE_MS = 4500;
/** A second answer takes as long as a first: with less than this left it would only be cut off. */
const MIN_REPAIR_MS = 500;

/** Words of an answer that name nobody. */
const ANSWER_WORDS: ReadonlySet<string> = new Set([...OWN_WORDS, ...ORDINARY_WORDS]);

/** Mutable account of one analysis. */
interface Ledger {
  dropped: Dropped[];
  egressFindings: readonly EgressFinding[];
  modelCalls: number;
  attempts: number;
  usage: TokenUsage;
  modelErrors: ModelError[];
}

/**
 * Analyses one account: evidence, rules, one question to the model, checks, one repair if time is left; else the rules'
 * own insight, marked with the reason. A model that fails in any way never fails the user.
 *
 * @throws only the reason of `request.signal` when the caller aborts
 */
export async function analyse(request: AnalysisRequest, options: AnalystOptions): Promise<Analysis> {
  const now = options.now ?? (() => performance.now());
  const startedAt = now();
  const evidence = buildEvidence(request.input);
  const assessment = evaluateRisk(evidence.facts);
  const given: Case = {
    evidence,
    assessment,
    allowed: allowedActions(evidence.facts, assessment),
    calibration: request.calibration,
    analyst: options.chat?.modelId ?? "rules",
    generatedAt: request.input.now,
  };
  const ledger: Ledger = {
    dropped: [],
    egressFindings: [],
    modelCalls: 0,
    attempts: 0,
    usage: { inputTokens: 0, outputTokens: 0 },
    modelErrors: [],
  };
  const written =
    options.chat === undefined
      ? (options.withoutChat ?? "no_model")
      : await askModel(request, options, given, ledger, now);
  const insight = typeof written === "string" ? composeRulesInsight(given, written) : written;
  return { insight, ...ledger, latencyMs: now() - startedAt };
}

/** The model's insight, or the reason why there is none. */
async function askModel(
  request: AnalysisRequest,
  options: AnalystOptions,
  given: Case,
  ledger: Ledger,
  now: () => number,
): Promise<Insight | RulesReason> {
  const chat = options.chat as ChatModel;
  const deadline = now() + (options.deadlineMs ?? DEFAULT_DEADLINE_MS);
  const nonces = (options.drawNonces ?? drawNonces)();
  const context: AnswerContext = { ...given, ...nonces, identifiers: request.identifiers, ownWords: ANSWER_WORDS };
  let question = buildPrompt({ ...given, nonces, maxTokens: options.maxTokens ?? MAX_ANSWER_TOKENS });
  for (const turn of ["first", "repair"] as const) {
    ledger.egressFindings = inspect(question, request.identifiers, turn === "first" ? nonces : undefined);
    if (ledger.egressFindings.length > 0) return turn === "first" ? "egress_blocked" : "answer_rejected";
    const answer = await ask(chat, question, deadline - now(), request.signal, ledger);
    if (answer === "deadline_passed" || answer === "model_failed") return answer;
    const verdict = answer === "unreadable" ? undefined : checkAnswer(answer.input, context);
    ledger.dropped.push(...(verdict?.dropped ?? []));
    if (verdict?.accepted !== undefined && answer !== "unreadable") {
      return composeModelInsight(given, verdict.accepted, verdict.dropped, answer.modelId);
    }
    if (turn === "repair" || deadline - now() < MIN_REPAIR_MS)
      return answer === "unreadable" ? "model_failed" : "answer_rejected";
    question = buildRepair(question, quotable(answer, verdict?.dropped ?? []), verdict?.dropped ?? []);
  }
  return "answer_rejected";
}

/** What a model said about somebody by name does not leave a second time. */
function quotable(answer: ChatAnswer | "unreadable", dropped: readonly Dropped[]): unknown {
  return answer === "unreadable" || dropped.some(({ reason }) => reason === "leaked_identifier")
    ? undefined
    : answer.input;
}

/** The last look at what would leave. Of a repair, which quotes the model, words need not be our own. */
function inspect(
  question: ChatRequest,
  identifiers: KnownIdentifiers,
  nonces: Nonces | undefined,
): readonly EgressFinding[] {
  const text = [
    question.system,
    ...question.messages.map((message) => message.text),
    JSON.stringify(question.tool),
  ].join("\n");
  const foreign = nonces === undefined ? [] : findForeignWords(text, OWN_WORDS, Object.values(nonces));
  return [...findLeaks(text, identifiers, OWN_WORDS), ...foreign];
}

async function ask(
  chat: ChatModel,
  question: ChatRequest,
  leftMs: number,
  caller: AbortSignal | undefined,
  ledger: Ledger,
): Promise<ChatAnswer | "unreadable" | "model_failed" | "deadline_passed"> {
  if (leftMs <= 0) return "deadline_passed";
  ledger.modelCalls += 1;
  try {
    const answer = await withinDeadline(leftMs, caller, (signal) => chat.ask({ ...question, signal }));
    ledger.attempts += answer.attempts;
    spend(ledger, answer.usage);
    return answer;
  } catch (error) {
    if (caller?.aborted === true) throw caller.reason;
    ledger.attempts += 1;
    if (error instanceof DeadlinePassed) return "deadline_passed";
    const failure = error instanceof ModelError ? error : unexpected(chat.modelId, error);
    spend(ledger, failure.usage);
    ledger.modelErrors.push(failure);
    if (failure.kind === "timeout" || failure.kind === "aborted") return "deadline_passed";
    return failure.kind === "malformed_answer" ? "unreadable" : "model_failed";
  }
}

function unexpected(modelId: string, cause: unknown): ModelError {
  return new ModelError("unavailable", modelId, "the model's adapter failed in an unexpected way", { cause });
}

function spend(ledger: Ledger, usage: TokenUsage | undefined): void {
  if (usage === undefined) return;
  ledger.usage = {
    inputTokens: ledger.usage.inputTokens + usage.inputTokens,
    outputTokens: ledger.usage.outputTokens + usage.outputTokens,
  };
}
