import { act, renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { createFormats } from "../formats.ts";
import { Catalogue, useSpokenLocale } from "./catalogue.ts";

/** A catalogue whose German comes when it is told to. */
function catalogueInTwoLanguages() {
  const german = Promise.withResolvers<() => string>();
  const fetchGerman = vi.fn(() => german.promise);
  const catalogue = new Catalogue<string>(() => "Hello", { de: fetchGerman });
  return { catalogue, fetchGerman, german };
}

function speak(catalogue: Catalogue<string>, locale: string) {
  return renderHook(
    ({ wanted }) => {
      const spoken = useSpokenLocale(catalogue, wanted);
      return spoken === undefined ? "" : catalogue.words(createFormats(spoken, "UTC"));
    },
    { initialProps: { wanted: locale } },
  );
}

test("English is said at once and fetches nothing", () => {
  const { catalogue, fetchGerman } = catalogueInTwoLanguages();
  expect(speak(catalogue, "en-GB").result.current).toBe("Hello");
  expect(speak(catalogue, "fr").result.current).toBe("Hello");
  expect(fetchGerman).not.toHaveBeenCalled();
});

test("a page in another language says nothing before its words are there", async () => {
  const { catalogue, german } = catalogueInTwoLanguages();
  const { result } = speak(catalogue, "de-AT");
  expect(result.current).toBe("");
  await act(async () => german.resolve(() => "Hallo"));
  expect(result.current).toBe("Hallo");
  expect(speak(catalogue, "de-DE").result.current).toBe("Hallo");
});

test("the language said is the locale's where it has words, and English where it has none or they cannot be had", async () => {
  const { catalogue, german } = catalogueInTwoLanguages();
  expect(["en-GB", "ar-EG", "fr"].map((locale) => catalogue.languageOf(locale))).toEqual(["en-GB", "en", "en"]);
  german.resolve(() => "Hallo");
  await catalogue.load("de-AT");
  expect(catalogue.languageOf("de-AT")).toBe("de-AT");
  const unreachable = new Catalogue<string>(() => "Hello", { de: () => Promise.reject(new Error("offline")) });
  await unreachable.load("de");
  expect(unreachable.languageOf("de")).toBe("en");
});

test("a page that changes its language goes on in the old one until the words are there", async () => {
  const { catalogue, german, fetchGerman } = catalogueInTwoLanguages();
  const { result, rerender } = speak(catalogue, "en");
  rerender({ wanted: "de" });
  expect(result.current).toBe("Hello");
  await act(async () => german.resolve(() => "Hallo"));
  expect(result.current).toBe("Hallo");
  rerender({ wanted: "en" });
  expect(result.current).toBe("Hello");
  rerender({ wanted: "de" });
  expect(result.current).toBe("Hallo");
  expect(fetchGerman).toHaveBeenCalledTimes(1);
});

test("words that cannot be fetched are English ones", async () => {
  const { catalogue, german } = catalogueInTwoLanguages();
  const { result } = speak(catalogue, "de");
  await act(async () => german.reject(new Error("offline")));
  expect(result.current).toBe("Hello");
});
