import type { Formats } from "../formats.ts";
import { createGermanMessages } from "./de/index.ts";
import { createEnglishMessages, type Messages } from "./en/index.ts";

/** By base language. A locale without its own words reads English, with its own numbers and dates. */
const CATALOGUES: Readonly<Record<string, (formats: Formats) => Messages>> = {
  de: createGermanMessages,
  en: createEnglishMessages,
};

export function createMessages(formats: Formats): Messages {
  const language = new Intl.Locale(formats.locale).language;
  return (CATALOGUES[language] ?? createEnglishMessages)(formats);
}
