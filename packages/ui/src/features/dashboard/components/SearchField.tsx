import OutlinedInput from "@mui/material/OutlinedInput";
import { memo, type RefObject, useEffect, useRef, useState } from "react";
import { IconButton } from "../../../components/Button.tsx";
import { COMPACT } from "../../../components/compact.ts";
import { Icon } from "../../../components/Icon.tsx";
import { useClass } from "../../../components/use-class.ts";
import { useInsights } from "../../../lib/insights-context.tsx";

/** A pause in typing that means the word is written. */
const TYPED_MS = 300;

/** One after which it may well be: who matches is asked for, and shown once it is. */
const LIKELY_TYPED_MS = 150;

interface SearchFieldProps {
  readonly value: string;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly onSearch: (text: string) => void;
  /** The text may soon be looked for. */
  readonly onNear: (text: string) => void;
}

/** Looks for a name, e-mail or id: a moment after the last letter, at once on Enter. */
export const SearchField = memo(function SearchField({ value, inputRef, onSearch, onNear }: SearchFieldProps) {
  const words = useInsights().messages.dashboard.filters;
  const [draft, setDraft] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  function afterPause(pauseMs: number, act: () => void) {
    clearTimeout(timer.current);
    timer.current = setTimeout(act, pauseMs);
  }
  // "Back", "Clear all" and quick views change it from outside.
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setDraft((present) => (present?.trim() === value ? present : undefined));
  }
  const text = draft ?? value;

  function search(next: string) {
    clearTimeout(timer.current);
    if (next.trim() !== value) onSearch(next.trim());
  }
  function clear() {
    setDraft("");
    search("");
    inputRef.current?.focus();
  }
  return (
    <OutlinedInput
      size="small"
      placeholder={words.search}
      value={text}
      inputRef={inputRef}
      onChange={(event) => {
        const next = event.target.value;
        setDraft(next);
        afterPause(LIKELY_TYPED_MS, () => {
          onNear(next.trim());
          afterPause(TYPED_MS - LIKELY_TYPED_MS, () => search(next));
        });
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") search(text);
        else if (event.key === "Escape" && text !== "") {
          event.stopPropagation();
          clear();
        }
      }}
      startAdornment={<Icon name="search" size="1.25rem" />}
      endAdornment={
        text ? (
          <IconButton size="small" edge="end" aria-label={words.clearSearch} onClick={clear}>
            <Icon name="close" size="1.25rem" />
          </IconButton>
        ) : null
      }
      slotProps={{ input: { "aria-label": words.search, maxLength: 200, enterKeyHint: "search", type: "search" } }}
      className={useClass(FIELD)}
    />
  );
});

const FIELD = {
  "&&": {
    height: 36,
    fontSize: "0.875rem",
    flex: "1 1 220px",
    maxWidth: 320,
    [COMPACT.small]: { flexBasis: "100%", maxWidth: "none" },
    minWidth: 180,
    "& > .du-icon": { flex: "none", marginInlineEnd: 1, color: "text.secondary" },
    "& input::-webkit-search-cancel-button": { display: "none" },
    // It is the only label seen: MUI's faint placeholder is below the contrast that reading needs.
    "& input::placeholder": { opacity: 1, color: "text.secondary" },
  },
} as const;
