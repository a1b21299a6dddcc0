import { z } from "zod";

/** Writes a query by its contract's schema: lists repeat, absent fields vanish, codecs write their wire form. */
export function encodeQuery(schema: z.ZodObject | undefined, query: Readonly<Record<string, unknown>> = {}): string {
  if (!schema) return "";
  const wire = z.encode(schema, query) as Record<string, unknown>;
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(wire)) {
    if (value === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) params.append(name, String(item));
  }
  const text = params.toString();
  return text ? `?${text}` : "";
}
