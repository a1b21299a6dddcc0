import { describe, expect, it } from "vitest";
import { z } from "zod";
import { checkStructuredSchema } from "../../../test/bedrock-stand-in/schema-subset.ts";
import { findJsonObject } from "./find-json-object.ts";
import { strictSchema } from "./strict-schema.ts";

describe("a schema for structured output", () => {
  it("loses what the compiler refuses, keeps the shape, and is closed at every level", () => {
    const schema = z.toJSONSchema(
      z.object({
        risk_level: z.enum(["high", "low"]).describe("The risk"),
        summary: z.string().min(1).max(200),
        claims: z
          .array(z.object({ text: z.string(), evidence_ids: z.array(z.string().regex(/^E\d+$/)).min(1) }))
          .max(5),
        share: z.number().min(0).max(1).optional(),
        due: z.union([z.iso.date(), z.null()]),
      }),
    );
    expect(() => checkStructuredSchema(schema as object)).toThrow();
    const strict = strictSchema(schema);
    expect(() => checkStructuredSchema(strict)).not.toThrow();
    expect(strict).toEqual({
      type: "object",
      properties: {
        risk_level: { type: "string", enum: ["high", "low"], description: "The risk" },
        summary: { type: "string" },
        claims: {
          type: "array",
          items: {
            type: "object",
            properties: { text: { type: "string" }, evidence_ids: { type: "array", items: { type: "string" } } },
            required: ["text", "evidence_ids"],
            additionalProperties: false,
          },
        },
        share: { type: "number" },
        due: { anyOf: [{ type: "string" }, { type: "null" }] },
      },
      required: ["risk_level", "summary", "claims", "due"],
      additionalProperties: false,
    });
  });

  it("keeps a property that is called like a keyword", () => {
    const strict = strictSchema({ type: "object", properties: { pattern: { type: "string", pattern: "x" } } });
    expect(strict.properties).toEqual({ pattern: { type: "string" } });
  });
});

describe("an object in a model's text", () => {
  it.each([
    ["alone", '{"a":1}'],
    ["in a fence", '```json\n{"a":1}\n```'],
    ["between sentences, before another", 'Sure. {"a":1} and not {"b":2}.'],
  ])("is found %s", (_, text) => {
    expect(findJsonObject(text)).toEqual({ a: 1 });
  });

  it("ends where it ends, whatever its strings hold", () => {
    expect(findJsonObject('{"a":"} \\" {","b":{"c":"\\\\"}} tail }')).toEqual({ a: '} " {', b: { c: "\\" } });
  });

  it.each([
    ["nothing", ""],
    ["a list", "[1]"],
    ["half of it", '{"a":'],
    ["no JSON", "{a}"],
    ["braces without end", "{".repeat(100_000)],
  ])("is not found in %s", (_, text) => {
    expect(findJsonObject(text)).toBeUndefined();
  });
});
