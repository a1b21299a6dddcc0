import {
  type CSSObject,
  css,
  type EmotionCache,
  type SerializedStyles,
  __unsafe_useEmotionCache as useEmotionCache,
} from "@emotion/react";
import { type SxProps, type Theme, useTheme } from "@mui/material/styles";
import { useInsertionEffect } from "react";

/** Styles as MUI's `sx` takes them. Not made while rendering: they are known by what they are, not by what they say. */
export type Styles = SxProps<Theme>;

/** What a theme makes of an element, in plain CSS. Known by its identity, as styles are. */
export type Look = (theme: Theme) => CSSObject | readonly CSSObject[];

/**
 * A class with these styles, for a plain element. `sx` and `styled` put an element's styles together anew at each of its
 * renderings, which takes longer than to draw it; here it is done once for each theme. It is written by the Emotion cache
 * around us, so nonce, shadow root and direction are that cache's affair, as with MUI's own.
 */
export function useClass(styles: Styles): string {
  const theme = useTheme();
  return useWritten(
    madeOnce(
      theme,
      styles,
      () => theme.unstable_sx(typeof styles === "function" ? styles(theme) : styles) as CSSObject,
    ),
  );
}

/** The same for a look. */
export function useLook(look: Look): string {
  const theme = useTheme();
  return useWritten(madeOnce(theme, look, () => look(theme)));
}

const made = new WeakMap<Theme, Map<Styles | Look, SerializedStyles>>();

function madeOnce(theme: Theme, styles: Styles | Look, make: () => ReturnType<Look>): SerializedStyles {
  const ofTheme = made.get(theme) ?? new Map<Styles | Look, SerializedStyles>();
  made.set(theme, ofTheme);
  const known = ofTheme.get(styles) ?? css(make() as CSSObject);
  ofTheme.set(styles, known);
  return known;
}

function useWritten(serialized: SerializedStyles): string {
  const cache = useEmotionCache();
  const { name } = serialized;
  useInsertionEffect(() => {
    if (!cache || cache.inserted[name] !== undefined) return;
    const sheet = serialized.styles.includes("@") ? sheetBehind(cache) : cache.sheet;
    // Keyframes it names come after it.
    for (let part: SerializedStyles | undefined = serialized; part; part = part.next) {
      cache.insert(part === serialized ? `.${cache.key}-${name}` : "", part, sheet, true);
    }
    // First, because Emotion writes into its last; there, so that they go with them.
    if (sheet !== cache.sheet) cache.sheet.tags.unshift(...sheet.tags);
  }, [cache, name, serialized]);
  return `${cache?.key}-${name}`;
}

/**
 * A rule that is more than a selector, such as `@media`, has a browser find out anew which rules of its sheet hold for which
 * element: with Emotion's own sheet, that is the whole page. What has one gets a sheet to itself.
 */
function sheetBehind({ key, sheet }: EmotionCache): EmotionCache["sheet"] {
  const Sheet = sheet.constructor as new (options: SheetOptions) => EmotionCache["sheet"];
  const { nonce, container, isSpeedy, tags } = sheet;
  return new Sheet({ key, container, speedy: isSpeedy, insertionPoint: tags.at(-1), ...(nonce ? { nonce } : {}) });
}

interface SheetOptions {
  readonly key: string;
  readonly container: Node;
  readonly speedy: boolean;
  readonly insertionPoint: HTMLElement | undefined;
  readonly nonce?: string;
}
