import { z } from "zod";
import { AnswerSchema } from "../checks/answer.ts";

/**
 * The JSON Schema of the forced tool, from the same zod schema that the answer's shape is stated in. The same for every
 * request, so that providers can keep it compiled.
 */
export function toolSchema(): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(AnswerSchema) as Record<string, unknown>;
  return schema;
}
