import type { Theme } from "@mui/material/styles";
import { useClass } from "../components/use-class.ts";
import { visuallyHidden } from "../components/visually-hidden.ts";
import { useInsights } from "../lib/insights-context.tsx";

function tagStyles(theme: Theme) {
  const { palette } = theme.vars ?? theme;
  return {
    display: "inline-block",
    minWidth: 24,
    paddingInline: "5px",
    border: `1px solid color-mix(in srgb, ${palette.primary.main} 32%, transparent)`,
    borderRadius: "4px",
    background: `color-mix(in srgb, ${palette.primary.main} 8%, transparent)`,
    color: `color-mix(in srgb, ${palette.primary.main} 62%, ${palette.text.primary})`,
    font: "inherit",
    fontSize: "0.6875rem",
    fontWeight: 700,
    lineHeight: "16px",
    textAlign: "center",
    verticalAlign: "1px",
    "&:is(button)": { cursor: "pointer", minHeight: 24, minWidth: 28 },
    "&:is(button):hover": { background: `color-mix(in srgb, ${palette.primary.main} 18%, transparent)` },
    "&:focus-visible": { outline: `2px solid ${palette.primary.main}`, outlineOffset: 1 },
    "&[aria-pressed=true]": { background: palette.primary.main, color: palette.primary.contrastText },
  };
}

interface EvidenceTagProps {
  readonly id: string;
  /** The fact in words, where it is known; shown on pointing. */
  readonly text?: string | undefined;
  /** Makes it a button that leads to the fact. */
  readonly onOpen?: (() => void) | undefined;
  readonly pressed?: boolean;
}

/** `E3`: the fact a statement rests on. */
export function EvidenceTag({ id, text, onOpen, pressed }: EvidenceTagProps) {
  const words = useInsights().messages.insights.evidence;
  const tag = useClass(tagStyles);
  const title = text ? { title: text } : {};
  if (!onOpen) {
    return (
      <span className={tag} {...title}>
        <span style={visuallyHidden}>{words.label("")}</span>
        {id}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={tag}
      {...title}
      aria-label={text ? `${words.label(id)}: ${text}` : words.label(id)}
      aria-pressed={pressed}
      onClick={onOpen}
    >
      {id}
    </button>
  );
}
