import { Catalogue } from "./catalogue.ts";
import { createEnglishMessages } from "./en/index.ts";

/** The words of the list and the dashboard, and of what stands around them. */
export const pageWords = new Catalogue(createEnglishMessages, {
  de: async () => (await import("./de/index.ts")).createGermanMessages,
});
