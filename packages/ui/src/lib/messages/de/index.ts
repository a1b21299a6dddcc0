import type { Formats } from "../../formats.ts";
import type { Messages } from "../en/index.ts";
import { createGermanListMessages } from "./list.ts";
import { createGermanSharedMessages } from "./shared.ts";

export function createGermanMessages(formats: Formats): Messages {
  return {
    ...createGermanSharedMessages(formats),
    ...createGermanListMessages(formats),
  };
}
