import { hashText } from "../../src/adapters/local-models/hashed-features.ts";
import { refuse } from "./model-rules.ts";

const TITAN_G1 = "amazon.titan-embed-text-v1";
const TITAN_V2 = "amazon.titan-embed-text-v2:0";

const MAX_TOKENS = 8_192;
const MAX_CHARACTERS = 50_000;
/** G1 promises no length; the product must not rely on one. */
const G1_LENGTH = 19.25;

/** The JSON answer of InvokeModel: texts that share words get vectors that are near. */
export function titanAnswer(modelId: string, body: unknown): Record<string, unknown> {
  if (modelId === TITAN_G1) return g1(body);
  if (modelId === TITAN_V2) return v2(body);
  return refuse("The provided model identifier is invalid.");
}

function g1(body: unknown) {
  const { inputText, ...others } = fields(body);
  const [extraneous] = Object.keys(others);
  if (extraneous !== undefined) refuse(`Malformed input request: #: extraneous key [${extraneous}] is not permitted`);
  const text = checkedText(inputText);
  return {
    embedding: Array.from(hashText(text, 1536), (value) => value * G1_LENGTH),
    inputTextTokenCount: tokensOf(text),
  };
}

function v2(body: unknown) {
  const { inputText, dimensions = 1024, normalize = true, embeddingTypes = ["float"], ...others } = fields(body);
  const [extraneous] = Object.keys(others);
  if (extraneous !== undefined) refuse(`Malformed input request: #: extraneous key [${extraneous}] is not permitted`);
  if (dimensions !== 1024 && dimensions !== 512 && dimensions !== 256) {
    return refuse(`Malformed input request: #/dimensions: ${String(dimensions)} is not a valid enum value`);
  }
  if (!Array.isArray(embeddingTypes) || !embeddingTypes.includes("float"))
    refuse("Malformed input request: #/embeddingTypes");
  const text = checkedText(inputText);
  const embedding = Array.from(hashText(text, dimensions), (value) => (normalize === true ? value : value * 3));
  return { embedding, embeddingsByType: { float: embedding }, inputTextTokenCount: tokensOf(text) };
}

function fields(body: unknown): Record<string, unknown> {
  if (typeof body !== "object" || body === null) return refuse("Malformed input request: expected type: JSONObject");
  return body as Record<string, unknown>;
}

function checkedText(text: unknown): string {
  if (typeof text !== "string") return refuse("Malformed input request: #: required key [inputText] not found");
  if (text === "") return refuse("Malformed input request: expected minLength: 1, actual: 0");
  if (text.length > MAX_CHARACTERS) return refuse(`Malformed input request: expected maxLength: ${MAX_CHARACTERS}`);
  const tokens = tokensOf(text);
  if (tokens > MAX_TOKENS) {
    return refuse(`Too many input tokens. Max input tokens: ${MAX_TOKENS}, request input token count: ${tokens}`);
  }
  return text;
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / 4.7);
}
