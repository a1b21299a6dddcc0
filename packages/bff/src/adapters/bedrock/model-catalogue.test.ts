import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  budgetPriceOf,
  findDefaultChatModelId,
  findModel,
  findModelWarning,
  getChatCapabilities,
  priceOf,
} from "./model-catalogue.ts";
import { parseModelId } from "./model-id.ts";
import { MODELS, TABLE_DATE } from "./model-table.ts";

const USAGE = { inputTokens: 1_560, outputTokens: 455 };
const HAIKU = "anthropic.claude-haiku-5-5";

describe("ids", () => {
  it.each([
    [HAIKU, HAIKU, "none", false],
    [`us.${HAIKU}`, HAIKU, "regional", true],
    [`eu.${HAIKU}`, HAIKU, "regional", true],
    [`global.${HAIKU}`, HAIKU, "global", true],
    ["us.anthropic.claude-haiku-4-5-20251001-v1:0", "anthropic.claude-haiku-4-5-20251001-v1:0", "regional", true],
    ["amazon.titan-embed-text-v1", "amazon.titan-embed-text-v1", "none", false],
    [`arn:aws:bedrock:eu-west-1::foundation-model/${HAIKU}`, HAIKU, "none", false],
    [`arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.${HAIKU}`, HAIKU, "regional", true],
    ["arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc", undefined, "regional", true],
    ["not an id", undefined, "none", false],
    ["", undefined, "none", false],
  ] as const)("%s", (id, baseId, geography, viaProfile) => {
    expect(parseModelId(id)).toEqual({ baseId, geography, viaProfile });
  });

  it("the ids of the customer's plan are known: the embedder in use, the chat models retired, with date and successor", () => {
    expect(findModel("amazon.titan-embed-text-v1")?.lifecycle.state).toBe("active");
    expect(findModel("anthropic.claude-3-haiku-20240307-v1:0")?.lifecycle).toEqual({
      state: "retired",
      endedOn: "2026-09-10",
      successor: HAIKU,
    });
    for (const version of ["20240620-v1:0", "us.20241022-v2:0"]) {
      const id = version.startsWith("us.")
        ? `us.anthropic.claude-3-5-sonnet-${version.slice(3)}`
        : `anthropic.claude-3-5-sonnet-${version}`;
      expect(findModel(id)?.lifecycle).toMatchObject({ state: "retired", endedOn: "2026-07-30" });
    }
  });

  it("each model is in the table once, and every successor is there and active", () => {
    expect(new Set(MODELS.map(({ id }) => id)).size).toBe(MODELS.length);
    for (const { lifecycle } of MODELS) {
      if (lifecycle.state === "retired") expect(findModel(lifecycle.successor)?.lifecycle.state).toBe("active");
    }
  });

  it.each([
    ["us-east-1", `us.${HAIKU}`],
    ["eu-central-1", `eu.${HAIKU}`],
    ["ap-southeast-2", `global.${HAIKU}`],
    ["us-gov-west-1", undefined],
    ["cn-north-1", undefined],
  ])("the default chat model in %s is %s", (region, id) => {
    expect(findDefaultChatModelId(region)).toBe(id);
  });
});

describe("prices", () => {
  it("follow the table, with the surcharge of a regional profile", () => {
    expect(priceOf(`global.${HAIKU}`, USAGE)).toBeCloseTo(0.0003835, 9);
    expect(priceOf(`eu.${HAIKU}`, USAGE)).toBeCloseTo(0.00042185, 9);
    expect(priceOf("amazon.titan-embed-text-v1", { inputTokens: 150_000, outputTokens: 0 })).toBeCloseTo(0.015, 9);
    expect(priceOf("amazon.titan-embed-text-v2:0", { inputTokens: 150_000, outputTokens: 0 })).toBeCloseTo(0.003, 9);
  });

  it("of a long prompt are its own from the first token above the limit", () => {
    expect(priceOf(`global.${HAIKU}`, { inputTokens: 100_000, outputTokens: 0 })).toBeCloseTo(0.01, 9);
    expect(priceOf(`global.${HAIKU}`, { inputTokens: 100_001, outputTokens: 0 })).toBeCloseTo(0.0500005, 9);
  });

  it("of a model outside the table are unknown, and for a budget the dearest", () => {
    const arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc";
    expect(priceOf(arn, USAGE)).toBeNull();
    for (const { id } of MODELS) {
      expect(budgetPriceOf(arn, USAGE)).toBeGreaterThanOrEqual(priceOf(`us.${id}`, USAGE) ?? 0);
    }
    expect(budgetPriceOf(`global.${HAIKU}`, USAGE)).toBe(priceOf(`global.${HAIKU}`, USAGE));
  });

  it("keep a tenant-month under ten dollars with every current model: 500 analyses of 1,560 + 455 tokens", () => {
    for (const { id, kind, lifecycle } of MODELS) {
      if (kind !== "chat" || lifecycle.state !== "active") continue;
      expect(500 * (priceOf(`us.${id}`, USAGE) ?? Number.NaN)).toBeLessThan(10);
    }
    expect(500 * (priceOf(`us.${HAIKU}`, USAGE) ?? Number.NaN)).toBeLessThan(1);
  });
});

describe("docs/bedrock.md", () => {
  const document = readFileSync(join(import.meta.dirname, "../../../../../docs/bedrock.md"), "utf8").replace(
    / +/g,
    " ",
  );

  it.each(MODELS.map((model) => [model.id, model] as const))(
    "tells %s's price and end as the table does",
    (id, model) => {
      const { price, lifecycle, label } = model;
      const end =
        lifecycle.state === "retired"
          ? `ended ${lifecycle.endedOn}; use \`${lifecycle.successor}\``
          : ["active", ...(lifecycle.until === undefined ? [] : [`not ended before ${lifecycle.until}`])].join(", ");
      expect(document).toContain(
        `| \`${id}\` | ${label} | ${price.inputPerMillion} | ${price.outputPerMillion} | ${end} |`,
      );
    },
  );

  it("says how old the table is", () => {
    expect(document).toContain(`As of ${TABLE_DATE}`);
  });
});

describe("warnings before the first call", () => {
  it.each([
    [
      "anthropic.claude-3-haiku-20240307-v1:0",
      "eu-west-1",
      /end of life on Bedrock on 2026-09-10; set eu\.anthropic\.claude-haiku-5-5/,
    ],
    [HAIKU, "us-east-1", /set us\.anthropic\.claude-haiku-5-5/],
    ["us.meta.llama9", "us-east-1", /price is unknown/],
  ])("%s", (id, region, warning) => {
    expect(findModelWarning(id, region)).toMatch(warning);
  });

  it("there is none for a model that is well", () => {
    expect(findModelWarning(`us.${HAIKU}`, "us-east-1")).toBeUndefined();
    expect(findModelWarning("amazon.titan-embed-text-v2:0", "us-east-1")).toBeUndefined();
  });

  it("an unknown chat model is asked in the form every model takes", () => {
    expect(getChatCapabilities("us.meta.llama9")).toMatchObject({ answerMode: "plain_json", temperature: false });
  });
});
