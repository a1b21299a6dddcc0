import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import { Button } from "../../../components/Button.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";

interface SetAsideItemProps {
  /** `Group`, where that is not plain. */
  readonly kind?: string;
  /** Undefined while it is on its way. */
  readonly name: string | undefined;
  readonly reason: string | null;
  /** Null: until it is removed. Undefined: not said. */
  readonly until: string | null | undefined;
  readonly by?: string;
  readonly removeLabel: string;
  readonly disabled: boolean;
  /** Undefined for who may only look. */
  readonly onRemove: (() => void) | undefined;
}

/** One who is not judged: why, until when, and the way back. */
export function SetAsideItem(props: SetAsideItemProps) {
  const { kind, name, reason, until, by, removeLabel, disabled, onRemove } = props;
  const { messages, formats } = useInsights();
  const words = messages.dashboard.exemptions;
  const ended = typeof until === "string" && Date.parse(until) <= Date.now();
  const when = until ? (ended ? words.ended(formats.date(until)) : words.until(formats.date(until))) : words.noEnd;
  return (
    <Box
      sx={{
        display: "flex",
        alignItems: "flex-start",
        gap: 1,
        p: 1.25,
        border: 1,
        borderColor: "divider",
        borderRadius: 1.5,
        fontSize: "0.875rem",
      }}
    >
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: "anywhere" }}>
        <Box sx={{ fontWeight: 600 }}>
          {name === undefined ? (
            <Skeleton aria-label={words.loading} sx={{ display: "inline-block", width: "9em" }} />
          ) : (
            <bdi>{name}</bdi>
          )}
          {kind ? (
            <Box component="span" sx={{ fontWeight: 400, color: "text.secondary" }}>
              {" "}
              · {kind}
            </Box>
          ) : null}
        </Box>
        {reason ? <Box>{reason}</Box> : null}
        <Box sx={{ fontSize: "0.75rem", color: "text.secondary", textWrap: "pretty" }}>
          <div>{when}</div>
          {by ? <div>{by}</div> : null}
        </Box>
      </Box>
      {onRemove ? (
        <Button
          size="small"
          color="inherit"
          disabled={disabled}
          aria-label={name === undefined ? removeLabel : `${removeLabel}: ${name}`}
          onClick={onRemove}
          styles={REMOVE}
        >
          {removeLabel}
        </Button>
      ) : null}
    </Box>
  );
}

// Its word, not its box, ends where the text of the drawer ends.
const REMOVE = { flex: "none", minWidth: 0, mt: -0.5, marginInlineEnd: -0.5 } as const;
