import {
  type CSSObject,
  css,
  type SerializedStyles,
  __unsafe_useEmotionCache as useEmotionCache,
} from "@emotion/react";
import { type SxProps, type Theme, useTheme } from "@mui/material/styles";
import { useInsertionEffect } from "react";

/** Styles as MUI's `sx` takes them. Not made while rendering: they are known by what they are, not by what they say. */
export type Styles = SxProps<Theme>;

const made = new WeakMap<Theme, Map<Styles, SerializedStyles>>();

/**
 * A class with these styles, for a plain element. `sx` and `styled` put an element's styles together anew at each of its
 * renderings, which takes longer than to draw it; here it is done once for each theme. It is written by the Emotion cache
 * around us, so nonce, shadow root and direction are that cache's affair, as with MUI's own.
 */
export function useClass(styles: Styles): string {
  const cache = useEmotionCache();
  const serialized = serializedFor(useTheme(), styles);
  const { name } = serialized;
  useInsertionEffect(() => {
    if (cache && cache.inserted[name] === undefined)
      cache.insert(`.${cache.key}-${name}`, serialized, cache.sheet, true);
  }, [cache, name, serialized]);
  return `${cache?.key}-${name}`;
}

function serializedFor(theme: Theme, styles: Styles): SerializedStyles {
  const ofTheme = made.get(theme) ?? new Map<Styles, SerializedStyles>();
  made.set(theme, ofTheme);
  const known = ofTheme.get(styles) ?? css(theme.unstable_sx(styles) as CSSObject);
  ofTheme.set(styles, known);
  return known;
}
