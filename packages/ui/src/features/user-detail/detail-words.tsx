import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useInsights } from "../../lib/insights-context.tsx";
import { Catalogue, useSpokenLocale } from "../../lib/messages/catalogue.ts";
import { createDetailMessages, type DetailMessages } from "../../lib/messages/en/detail.ts";

/** The words of one user's page; they come with it. */
const detailWords = new Catalogue<DetailMessages>(createDetailMessages, {
  de: async () => (await import("../../lib/messages/de/detail.ts")).createGermanDetailMessages,
});

const DetailWordsContext = createContext<DetailMessages | undefined>(undefined);

/** Shows what it holds once there are words for it. */
export function WithDetailWords({ children }: { children: ReactNode }) {
  const { formats } = useInsights();
  const spoken = useSpokenLocale(detailWords, formats.locale);
  const words = useMemo(() => (spoken === undefined ? undefined : detailWords.words(formats)), [formats, spoken]);
  return words ? <DetailWordsContext value={words}>{children}</DetailWordsContext> : null;
}

/** @throws {Error} outside `WithDetailWords`. */
export function useDetailWords(): DetailMessages {
  const words = useContext(DetailWordsContext);
  if (!words) throw new Error("useDetailWords must stand inside WithDetailWords");
  return words;
}
