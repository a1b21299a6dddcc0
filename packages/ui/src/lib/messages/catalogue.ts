import { useEffect, useState } from "react";
import type { Formats } from "../formats.ts";

type MakeWords<Words> = (formats: Formats) => Words;

/**
 * The words of one part of the page. English is part of the page; another language is loaded where it is spoken. A locale
 * without words of its own reads English, with its own numbers and dates.
 */
export class Catalogue<Words> {
  readonly #english: MakeWords<Words>;
  readonly #others: Readonly<Record<string, () => Promise<MakeWords<Words>>>>;
  readonly #loads = new Map<string, Promise<void>>();
  readonly #loaded = new Map<string, MakeWords<Words>>();

  /** @param others by base language, each with what loads it */
  constructor(english: MakeWords<Words>, others: Readonly<Record<string, () => Promise<MakeWords<Words>>>>) {
    this.#english = english;
    this.#others = others;
  }

  /** True where the words of a locale can be said at once. */
  has(locale: string): boolean {
    const language = baseLanguage(locale);
    return !Object.hasOwn(this.#others, language) || this.#loaded.has(language);
  }

  /** Fetches the words of a locale, once. Never rejects: words that cannot be fetched are English ones. */
  load(locale: string): Promise<void> {
    const language = baseLanguage(locale);
    const loading = this.#loads.get(language) ?? this.#fetch(language);
    this.#loads.set(language, loading);
    return loading;
  }

  /** English for as long as the locale's own are not loaded. */
  words(formats: Formats): Words {
    const words = this.#wordsOf(formats.locale)(formats);
    return this.languageOf(formats.locale) === "en" && formats.direction === "rtl" ? isolated(words) : words;
  }

  /** The language in which a locale's words are said, as a BCP 47 tag: for a voice that reads them. */
  languageOf(locale: string): string {
    return this.#wordsOf(locale) === this.#english && baseLanguage(locale) !== "en" ? "en" : locale;
  }

  #wordsOf(locale: string): MakeWords<Words> {
    return this.#loaded.get(baseLanguage(locale)) ?? this.#english;
  }

  async #fetch(language: string): Promise<void> {
    const make = await this.#others[language]?.().catch(() => undefined);
    this.#loaded.set(language, make ?? this.#english);
  }
}

/**
 * The locale to speak: the one wanted as soon as its words are there, until then the one before. Undefined before the
 * first: nothing is said in a language that would change at once.
 */
export function useSpokenLocale(catalogue: Catalogue<unknown>, wanted: string): string | undefined {
  const isReady = catalogue.has(wanted);
  const [spoken, setSpoken] = useState(isReady ? wanted : undefined);
  if (isReady && spoken !== wanted) setSpoken(wanted);
  useEffect(() => {
    if (isReady) return;
    let isCurrent = true;
    void catalogue.load(wanted).then(() => {
      if (isCurrent) setSpoken(wanted);
    });
    return () => {
      isCurrent = false;
    };
  }, [catalogue, isReady, wanted]);
  return spoken;
}

function baseLanguage(locale: string): string {
  return new Intl.Locale(locale).language;
}

/**
 * English within a page read from right to left: each phrase between the marks of an isolate (U+2066, U+2069), or the page
 * would put what it begins or ends with, a number or a full stop, at the wrong end.
 */
function isolated<Part>(part: Part): Part {
  if (typeof part === "string") return (part && `\u2066${part}\u2069`) as Part;
  if (typeof part === "function") return ((...given: unknown[]) => isolated(part(...given))) as Part;
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, isolated(inner)])) as Part;
}
