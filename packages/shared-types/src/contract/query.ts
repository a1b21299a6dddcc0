import { z } from "zod";

/** A whole number in a query string, refused unless it is written in digits and in range. */
export function queryInt(range: { min: number; max: number }) {
  const rule = `must be a whole number from ${range.min} to ${range.max}`;
  return z.codec(z.string().regex(/^\d{1,9}$/, rule), z.int().min(range.min, rule).max(range.max, rule), {
    decode: (text) => Number(text),
    encode: (value) => String(value),
  });
}

/** A decimal number in a query string, in range. */
export function queryNumber(range: { min: number; max: number }) {
  const rule = `must be a number from ${range.min} to ${range.max}`;
  return z.codec(
    z.string().regex(/^\d{1,6}(\.\d{1,6})?$/, rule),
    z.number().min(range.min, rule).max(range.max, rule),
    {
      decode: (text) => Number(text),
      encode: (value) => String(value),
    },
  );
}

/** A parameter that may be repeated (`state=dormant&state=unknown`). The server hands every query value over as a list. */
export function queryList<Item extends z.ZodType>(item: Item) {
  return z.array(item).min(1).max(50);
}
