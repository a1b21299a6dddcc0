import type { DormantUsersPage } from "@dormant-users/shared-types";
import RefreshIcon from "@mui/icons-material/Refresh";
import Box from "@mui/material/Box";
import CircularProgress from "@mui/material/CircularProgress";
import Typography from "@mui/material/Typography";
import { Button } from "../../../components/Button.tsx";
import { COMPACT } from "../../../components/compact.ts";
import { visuallyHidden } from "../../../components/visually-hidden.ts";
import { useInsights } from "../../../lib/insights-context.tsx";

interface ListHeaderProps {
  readonly titleId: string;
  readonly titleLevel: 1 | 2 | 3;
  readonly page: DormantUsersPage | undefined;
  readonly busy: boolean;
  readonly onRefresh: () => void;
}

/** What this is, how fresh it is, and the way to ask again. */
export function ListHeader({ titleId, titleLevel, page, busy, onRefresh }: ListHeaderProps) {
  const { messages } = useInsights();
  return (
    <Box sx={{ display: "flex", alignItems: "center", justifyContent: "space-between", gap: 1.5 }}>
      <Box sx={{ minWidth: 0 }}>
        <Typography
          id={titleId}
          component={`h${titleLevel}`}
          sx={{ fontSize: "1.375rem", fontWeight: 700, lineHeight: 1.3, letterSpacing: "-0.01em" }}
        >
          {messages.title}
        </Typography>
        <Typography sx={{ fontSize: "0.8125rem", lineHeight: 1.5, color: "text.secondary" }}>
          <Freshness page={page} busy={busy} />
        </Typography>
      </Box>
      <Button
        variant="outlined"
        size="medium"
        onClick={() => {
          if (!busy) onRefresh();
        }}
        // Stays focusable: a disabled button would drop the focus of whoever just pressed it.
        aria-disabled={busy}
        startIcon={busy ? <CircularProgress size={16} color="inherit" aria-hidden /> : <RefreshIcon />}
        styles={REFRESH}
      >
        <span className="du-label">{busy ? messages.refresh.busy : messages.refresh.idle}</span>
      </Button>
    </Box>
  );
}

function Freshness({ page, busy }: Pick<ListHeaderProps, "page" | "busy">) {
  const words = useInsights().messages.freshness;
  if (!page) return busy ? words.loading : words.unavailable;
  if (!page.data_as_of) return words.noData;
  const judgedEarlier = page.as_of !== null && page.as_of !== page.data_as_of;
  return (
    <>
      <time dateTime={page.data_as_of}>{words.dataAsOf(page.data_as_of)}</time>
      {judgedEarlier && page.as_of ? ` · ${words.judgedAt(page.as_of)}` : null}
    </>
  );
}

const REFRESH = {
  flex: "none",
  bgcolor: "background.paper",
  "&[aria-disabled=true]": { opacity: 0.6, cursor: "progress" },
  [COMPACT.small]: { minWidth: 44, px: 1, "& > .du-start": { m: 0 }, "& .du-label": visuallyHidden },
} as const;
