import { readList } from "../normalising/read-field.ts";
import { isJsonObject, type JsonObject } from "../reading/json-object.ts";

/** The value marked primary of a list such as `emails`, else the first; empty where there is none. */
export function primaryOf(list: unknown): JsonObject {
  const values = readList(list).filter(isJsonObject);
  return values.find((value) => isTrue(value.primary)) ?? values[0] ?? {};
}

function isTrue(value: unknown): boolean {
  return value === true || (typeof value === "string" && value.toLowerCase() === "true");
}
