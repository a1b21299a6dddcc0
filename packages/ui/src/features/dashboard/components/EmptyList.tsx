import type { DormantUsersPage } from "@dormant-users/shared-types";
import FilterAltOffOutlinedIcon from "@mui/icons-material/FilterAltOffOutlined";
import HowToRegOutlinedIcon from "@mui/icons-material/HowToRegOutlined";
import InboxOutlinedIcon from "@mui/icons-material/InboxOutlined";
import { Button } from "../../../components/Button.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import { type DashboardView, isFiltered } from "../view.ts";

interface EmptyListProps {
  readonly page: DormantUsersPage;
  readonly view: DashboardView;
  readonly onChange: (part: Partial<DashboardView>) => void;
  readonly onClear: () => void;
}

/** An empty list means one of three things: nothing is known, nothing matches, or all is well. */
export function EmptyList({ page, view, onChange, onClear }: EmptyListProps) {
  const { messages } = useInsights();
  const words = messages.dashboard.empty;
  if (page.data_as_of === null) {
    return (
      <EmptyState icon={<InboxOutlinedIcon />} title={messages.empty.noDataTitle}>
        {messages.empty.noDataBody}
      </EmptyState>
    );
  }
  if (isFiltered(view)) {
    return (
      <EmptyState
        icon={<FilterAltOffOutlinedIcon />}
        title={words.nothingMatches}
        actions={
          <Button variant="outlined" size="small" onClick={onClear}>
            {messages.dashboard.filters.clearAll}
          </Button>
        }
      >
        {words.nothingMatchesBody}
      </EmptyState>
    );
  }
  const { disabled: _, ...enabled } = page.counts;
  const accounts = Object.values(enabled).reduce((sum, count) => sum + count, 0);
  const shorter = [90, 60, 30, 14, 7].find((days) => days < page.inactive_days);
  return (
    <EmptyState
      icon={<HowToRegOutlinedIcon />}
      title={messages.empty.title(page.inactive_days)}
      actions={
        shorter ? (
          <Button variant="outlined" size="small" onClick={() => onChange({ inactiveDays: shorter })}>
            {messages.empty.tryShorter(shorter)}
          </Button>
        ) : null
      }
    >
      <p style={{ margin: 0 }}>{messages.empty.body(accounts, page.inactive_days)}</p>
      {page.counts.unknown > 0 ? (
        <p style={{ margin: "8px 0 0" }}>{messages.empty.unknown(page.counts.unknown)}</p>
      ) : null}
    </EmptyState>
  );
}
