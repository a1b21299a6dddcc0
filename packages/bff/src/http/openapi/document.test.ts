import { CONTRACTS } from "@dormant-users/shared-types";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { openApiDocument } from "./document.ts";
import { EXAMPLES } from "./examples.ts";

interface Shape {
  readonly paths: Record<
    string,
    Record<
      string,
      { parameters: { name: string; schema: object; required: boolean }[]; responses: object; security: unknown }
    >
  >;
  readonly components: { schemas: Record<string, { required?: string[] }> };
}
const document = openApiDocument(CONTRACTS, "1.2.3");
const { paths, components } = document as unknown as Shape;
const list = paths["/profile360/insights/dormant-users"]?.get;
const settings = paths["/profile360/insights/settings"];

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1 to an independent validator", async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document));
    expect(result.errors ?? []).toEqual([]);
    expect(validator.version).toBe("3.1");
  });

  it("holds every contract and no other operation", () => {
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m} ${path}`),
    );
    expect(operations.sort()).toEqual(CONTRACTS.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it("gives numbers in the query as numbers with their range, and instants with any offset", () => {
    const schemaOf = (name: string) => list?.parameters.find((parameter) => parameter.name === name)?.schema;
    expect(schemaOf("limit")).toMatchObject({ type: "integer", minimum: 1, maximum: 200 });
    expect(schemaOf("state")).toMatchObject({ type: "array", minItems: 1 });
    expect(schemaOf("as_of")).toEqual({ $ref: "#/components/schemas/InstantInput" });
    expect(JSON.stringify(components.schemas.InstantInput)).toContain("[+-]");
  });

  it("tells apart what is sent from what is read: defaults may be left out only on the way in", () => {
    expect(JSON.stringify(settings?.put)).not.toContain('"required":["inactive_days"');
    expect(components.schemas.StoredSettings?.required).toContain("inactive_days");
  });

  it("documents the failures that the contract makes possible, and no others", () => {
    const statuses = (path: string, method: string) => Object.keys(paths[path]?.[method]?.responses ?? {});
    expect(statuses("/profile360/insights/settings", "put")).toEqual([
      "200",
      "400",
      "401",
      "403",
      "404",
      "409",
      "412",
      "413",
      "415",
      "428",
      "500",
      "503",
      "504",
    ]);
    expect(statuses("/profile360/insights/dormant-users", "get")).toEqual([
      "200",
      "304",
      "400",
      "401",
      "403",
      "404",
      "500",
      "503",
      "504",
    ]);
    expect(statuses("/healthz", "get")).toEqual(["200", "400", "500", "504"]);
  });

  it("refers only to components it holds, and holds only components it refers to", () => {
    const text = JSON.stringify(document);
    const referred = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name));
    expect([...referred].sort()).toEqual(Object.keys(components.schemas).sort());
    expect(Object.keys(components.schemas)).toEqual(
      expect.arrayContaining(["DormantUser", "DormantUsersPage", "Problem"]),
    );
  });

  it.each(CONTRACTS)(
    "shows an example of $operationId that its own schema accepts",
    ({ operationId, responses, body }) => {
      const examples = EXAMPLES[operationId] ?? {};
      for (const [status, response] of Object.entries(responses)) {
        if (response.body === undefined) continue;
        expect(response.body.safeParse(examples[status])).toMatchObject({ success: true });
      }
      if (body !== undefined) expect(body.safeParse(examples.request)).toMatchObject({ success: true });
    },
  );
});
