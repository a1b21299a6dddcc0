import {
  BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  ConverseCommand,
  type ConverseCommandInput,
  InvokeModelCommand,
} from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { afterEach, describe, expect, it, vi } from "vitest";
import { useBedrockStandIn } from "./use-bedrock-stand-in.ts";

const HAIKU = "us.anthropic.claude-haiku-5-5";
const G1 = "amazon.titan-embed-text-v1";
const standIn = useBedrockStandIn();

const clients: BedrockRuntimeClient[] = [];
function client(configuration: BedrockRuntimeClientConfig = {}): BedrockRuntimeClient {
  const made = new BedrockRuntimeClient({ maxAttempts: 1, ...configuration });
  clients.push(made);
  return made;
}
afterEach(() => {
  for (const made of clients.splice(0)) made.destroy();
});

function ask(modelId: string, more: Partial<ConverseCommandInput> = {}, through = client()) {
  const messages = [{ role: "user" as const, content: [{ text: "E1 E2" }] }];
  return through.send(new ConverseCommand({ modelId, messages, ...more }));
}

async function embed(modelId: string, body: object, through = client()) {
  const answer = await through.send(
    new InvokeModelCommand({ modelId, contentType: "application/json", body: JSON.stringify(body) }),
  );
  return JSON.parse(answer.body.transformToString());
}

const forcedTool: Partial<ConverseCommandInput> = {
  toolConfig: {
    tools: [
      {
        toolSpec: { name: "report", inputSchema: { json: { type: "object", properties: { a: { type: "string" } } } } },
      },
    ],
    toolChoice: { tool: { name: "report" } },
  },
};
const noThinking = { additionalModelRequestFields: { thinking: { type: "disabled" } } };
const outputConfig = (schema: object): Partial<ConverseCommandInput> => ({
  outputConfig: { textFormat: { type: "json_schema", structure: { jsonSchema: { schema: JSON.stringify(schema) } } } },
});
const closed = { type: "object", properties: { a: { type: "string" } }, additionalProperties: false };

describe("the wire", () => {
  it("speaks HTTP/2 with the SDK's own handler and HTTP/1.1 with the other, on one port", async () => {
    await embed(G1, { inputText: "one" });
    await embed(G1, { inputText: "two" }, client({ requestHandler: new NodeHttpHandler() }));
    expect(standIn().calls.map(({ httpVersion, auth }) => `${httpVersion} ${auth}`)).toEqual([
      "2.0 sigv4",
      "1.1 sigv4",
    ]);
  });

  it.each([
    ["HTTP/2", {}],
    ["HTTP/1.1", { requestHandler: new NodeHttpHandler() }],
  ])("refuses a signature made with another secret over %s", async (_, handler) => {
    const credentials = { accessKeyId: "AKIDSTANDIN", secretAccessKey: "wrong" };
    await expect(embed(G1, { inputText: "x" }, client({ ...handler, credentials }))).rejects.toMatchObject({
      name: "InvalidSignatureException",
      $metadata: { httpStatusCode: 403 },
    });
    expect(standIn().calls).toEqual([]);
  });

  it("refuses an unknown key, and a body changed on the way", async () => {
    const credentials = { accessKeyId: "AKIDOTHER", secretAccessKey: "wrong" };
    await expect(embed(G1, { inputText: "x" }, client({ credentials }))).rejects.toMatchObject({
      name: "UnrecognizedClientException",
    });
    const tampering = client();
    tampering.middlewareStack.add(
      (next) => (args) => {
        (args.request as { body: unknown }).body = '{"inputText":"y"}';
        return next(args);
      },
      { step: "finalizeRequest", priority: "low" },
    );
    await expect(embed(G1, { inputText: "x" }, tampering)).rejects.toMatchObject({ name: "InvalidSignatureException" });
  });

  it("verifies a signature over the double-encoded path of an ARN", async () => {
    const arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc";
    await ask(arn);
    expect(standIn().calls[0]?.modelId).toBe(arn);
  });

  it("takes its bearer token, which the SDK prefers to keys without a word, and no other", async () => {
    vi.stubEnv("AWS_BEARER_TOKEN_BEDROCK", "bedrock-api-key-stand-in");
    await embed(G1, { inputText: "x" });
    expect(standIn().calls[0]?.auth).toBe("bearer");
    vi.stubEnv("AWS_BEARER_TOKEN_BEDROCK", "another");
    await expect(embed(G1, { inputText: "x" })).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    vi.stubEnv("AWS_BEARER_TOKEN_BEDROCK", undefined);
  });

  it("answers an unsigned call with 403 and an unknown path with 404", async () => {
    expect((await fetch(`${standIn().url}/model/${G1}/invoke`, { method: "POST", body: "{}" })).status).toBe(403);
    const answer = await client()
      .send(new InvokeModelCommand({ modelId: "no.such-model", contentType: "application/json", body: "{}" }))
      .catch((error) => error);
    expect(answer).toMatchObject({ name: "ValidationException" });
  });
});

describe("errors, as the unmodified SDK names them", () => {
  it.each([
    ["throttled", "ThrottlingException", 429],
    ["model_not_ready", "ModelNotReadyException", 429],
    ["untyped_429", "Unknown", 429],
    ["service_unavailable", "ServiceUnavailableException", 503],
    ["html_error", "SyntaxError", 503],
    ["internal_error", "InternalServerException", 500],
    ["model_timeout", "ModelTimeoutException", 408],
    ["model_error", "ModelErrorException", 424],
    ["validation", "ValidationException", 400],
    ["quota_exceeded", "ServiceQuotaExceededException", 400],
    ["access_denied", "AccessDeniedException", 403],
    ["end_of_life", "ResourceNotFoundException", 404],
    ["broken_json", "SyntaxError", 200],
  ] as const)("%s is %s with status %i", async (fault, name, httpStatusCode) => {
    standIn().inject(fault);
    await expect(ask(HAIKU, { ...forcedTool, ...noThinking })).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode },
    });
  });

  it("an empty 200 is an empty object to the SDK, and a reset a connection error, over both protocols", async () => {
    standIn().inject("empty");
    expect((await ask(HAIKU)).output).toBeUndefined();
    standIn().inject("reset", { times: 2 });
    await expect(ask(HAIKU)).rejects.toThrow();
    await expect(ask(HAIKU, {}, client({ requestHandler: new NodeHttpHandler() }))).rejects.toMatchObject({
      code: "ECONNRESET",
    });
  });
});

describe("what the models refuse", () => {
  const refused: readonly (readonly [string, string, Partial<ConverseCommandInput>, RegExp])[] = [
    ["Haiku 5.5 by its bare id", "anthropic.claude-haiku-5-5", {}, /on-demand throughput/],
    ["Haiku 4.5 by its bare id", "anthropic.claude-haiku-4-5-20251001-v1:0", {}, /on-demand throughput/],
    ["a temperature on Haiku 5.5", HAIKU, { inferenceConfig: { temperature: 0 } }, /temperature/],
    [
      "a temperature on Sonnet 5",
      "us.anthropic.claude-sonnet-5",
      { inferenceConfig: { temperature: 0 } },
      /temperature/,
    ],
    [
      "both samplers on Haiku 4.5",
      "us.anthropic.claude-haiku-4-5-20251001-v1:0",
      { inferenceConfig: { temperature: 0, topP: 1 } },
      /both/,
    ],
    ["a forced tool while Haiku 5.5 thinks", HAIKU, forcedTool, /tool_choice forces/],
    ["a forced tool on Sonnet 5.5", "us.anthropic.claude-sonnet-5-5", forcedTool, /tool_choice forces/],
    ["thinking switched off on Sonnet 5.5", "us.anthropic.claude-sonnet-5-5", noThinking, /disabled is not supported/],
    [
      "an open schema on Sonnet 5.5",
      "us.anthropic.claude-sonnet-5-5",
      outputConfig({ type: "object", properties: {} }),
      /additionalProperties/,
    ],
    [
      "a length in a schema on Sonnet 5.5",
      "us.anthropic.claude-sonnet-5-5",
      outputConfig({ ...closed, minProperties: 1 }),
      /'minProperties' is not supported/,
    ],
    ["a schema on Nova", "us.amazon.nova-micro-v1:0", outputConfig(closed), /not supported/],
    [
      "a prefilled answer on Haiku 5.5",
      HAIKU,
      {
        messages: [
          { role: "user", content: [{ text: "a" }] },
          { role: "assistant", content: [{ text: "{" }] },
        ],
      },
      /prefill/,
    ],
    [
      "more tokens than the model writes",
      "us.amazon.nova-lite-v1:0",
      { inferenceConfig: { maxTokens: 20_000 } },
      /maximum tokens/,
    ],
    [
      "two user turns in a row",
      HAIKU,
      {
        messages: [
          { role: "user", content: [{ text: "a" }] },
          { role: "user", content: [{ text: "b" }] },
        ],
      },
      /alternate/,
    ],
    ["a model nobody knows", "us.anthropic.claude-9", {}, /identifier is invalid/],
  ];
  it.each(refused)("%s", async (_, modelId, input, message) => {
    await expect(ask(modelId, input)).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringMatching(message),
    });
  });

  it.each([
    "anthropic.claude-3-haiku-20240307-v1:0",
    "anthropic.claude-3-5-sonnet-20240620-v1:0",
    "us.anthropic.claude-3-5-sonnet-20241022-v2:0",
  ])("%s, which has reached the end of its life", async (modelId) => {
    await expect(ask(modelId)).rejects.toMatchObject({ name: "ResourceNotFoundException", message: /end of its life/ });
  });

  it("Titan: other members than the model's, dimensions it has not, empty and overlong texts", async () => {
    const V2 = "amazon.titan-embed-text-v2:0";
    await expect(embed(G1, { inputText: "x", dimensions: 512 })).rejects.toThrow(/extraneous key/);
    await expect(embed(V2, { inputText: "x", dimensions: 1536 })).rejects.toThrow(/not a valid enum/);
    await expect(embed(V2, { inputText: "" })).rejects.toThrow(/minLength/);
    await expect(embed(V2, { inputText: "x".repeat(50_001) })).rejects.toThrow(/maxLength/);
    await expect(embed(G1, { inputText: "word ".repeat(9_000) })).rejects.toThrow(/Too many input tokens/);
  });
});

describe("answers", () => {
  it("Titan gives vectors of the model's dimensions; V2 of unit length, G1 not", async () => {
    const g1 = await embed(G1, { inputText: "department finance" });
    const v2 = await embed("amazon.titan-embed-text-v2:0", { inputText: "department finance", dimensions: 512 });
    expect([g1.embedding.length, v2.embedding.length, v2.embeddingsByType.float.length]).toEqual([1536, 512, 512]);
    expect(Math.hypot(...v2.embedding)).toBeCloseTo(1, 5);
    expect(Math.hypot(...g1.embedding)).toBeGreaterThan(2);
    expect(g1.inputTextTokenCount).toBeGreaterThan(0);
  });

  it("a model that thinks by default puts its thinking first", async () => {
    const { output } = await ask(HAIKU);
    expect(output?.message?.content?.map((block) => Object.keys(block)[0])).toEqual(["reasoningContent", "text"]);
  });

  it("a forced tool gets a valid answer that repeats the facts it cites, at the floor", async () => {
    const json = {
      type: "object",
      properties: {
        risk_level: { enum: ["critical", "high", "medium", "low"] },
        claims: {
          type: "array",
          items: {
            type: "object",
            properties: { text: { type: "string" }, evidence_ids: { type: "array", items: { type: "string" } } },
          },
        },
      },
    };
    const answer = await ask(HAIKU, {
      ...noThinking,
      messages: [
        {
          role: "user",
          content: [
            {
              text: 'Risk floor: high. [{"id":"E1","says":"Quiet for 91 to 180 days."},{"id":"E2","says":"MFA: not enrolled."}]',
            },
          ],
        },
      ],
      toolConfig: {
        tools: [{ toolSpec: { name: "report", inputSchema: { json } } }],
        toolChoice: { tool: { name: "report" } },
      },
    });
    expect(answer).toMatchObject({ stopReason: "tool_use", usage: { inputTokens: expect.any(Number) } });
    expect(answer.output?.message?.content?.[0]?.toolUse?.input).toEqual({
      risk_level: "high",
      claims: [
        { text: "Quiet for 91 to 180 days.", evidence_ids: ["E1"] },
        { text: "MFA: not enrolled.", evidence_ids: ["E2"] },
      ],
    });
  });
});
