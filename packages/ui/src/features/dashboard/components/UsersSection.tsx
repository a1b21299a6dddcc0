import type { DormantUsersQuery } from "@dormant-users/shared-types";
import { useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Box } from "../../../components/Box.tsx";
import type { DormantUsersResult } from "../../../insights/api/use-dormant-users.ts";
import { UndoNotice } from "../../../insights/decisions/UndoNotice.tsx";
import type { RenderOpenUser } from "../../../lib/insights-context.tsx";
import type { ChangeView, ViewControl } from "../hooks/use-dashboard-view.ts";
import { useSelection } from "../hooks/use-selection.ts";
import type { DashboardView } from "../view.ts";
import { PAGER_PX, ROOMY } from "./list-styles.ts";
import { SelectionBar } from "./SelectionBar.tsx";
import { NOBODY, type ShownUsers } from "./UserList.tsx";
import { UsersPanel } from "./UsersPanel.tsx";

interface UsersSectionProps {
  readonly view: DashboardView;
  readonly list: DormantUsersResult;
  /** Nothing was imported, or this reader may see none of it: there is nothing to narrow. */
  readonly nothingToShow: boolean;
  /** What narrows the list. */
  readonly query: DormantUsersQuery;
  /** False until the first rows are painted. */
  readonly draws: boolean;
  readonly renderDetail: RenderOpenUser;
  readonly onChange: ChangeView;
  /** A hand is on what would change the view so. */
  readonly onNear: ViewControl["expect"];
}

/** The users, and who is chosen among them. Apart from the page: a tick must not draw the rest of it anew. */
export function UsersSection(props: UsersSectionProps) {
  const { view, list, nothingToShow, query, draws, renderDetail, onChange, onNear } = props;
  const { page } = list;
  const offset = view.page * view.pageSize;
  // The place belongs to the rows: those of the view before keep theirs until the others are there.
  const asked = useMemo<ShownUsers | undefined>(() => page && { users: page.items, offset }, [page]);
  // What was pressed shows at once; the rows, unless they are few, follow.
  const [areFew, setFew] = useState(false);
  const later = useDeferredValue(asked);
  const shown = areFew ? asked : later;
  const selection = useSelection(shown?.users ?? NOBODY);
  // A tick shows in its box first, and then in the bar.
  const told = useDeferredValue(selection);
  const decideRef = useRef<HTMLButtonElement>(null);

  // What was chosen under other filters is out of sight, and must not be decided about by mistake. Rows of theirs can be
  // chosen until those asked for come. As it is drawn, and not after: what is chosen in between would be let go as well.
  const filterKey = JSON.stringify({ ...query, sort: undefined, order: undefined });
  const { clear } = selection;
  const outdated = list.loading === "next" || shown !== asked;
  const known = useRef({ filterKey, outdated: false });
  useLayoutEffect(() => {
    const before = known.current;
    const changed = before.filterKey !== filterKey;
    if (changed || (before.outdated && !outdated)) clear();
    known.current = { filterKey, outdated: (changed || before.outdated) && outdated };
  }, [filterKey, outdated, clear]);

  return (
    <>
      <UsersPanel
        view={view}
        list={list}
        shown={shown}
        nothingToShow={nothingToShow}
        outdated={outdated}
        draws={draws}
        selection={selection}
        onFew={setFew}
        decideRef={decideRef}
        renderDetail={renderDetail}
        onChange={onChange}
        onNear={onNear}
      />
      <Box styles={FOOT}>
        <div style={{ width: "100%" }}>
          <SelectionBar selection={told} total={page?.total ?? 0} query={query} decideRef={decideRef} />
        </div>
        {view.user === undefined ? <UndoNotice /> : null}
      </Box>
    </>
  );
}

const FOOT = {
  position: "sticky",
  bottom: 12,
  zIndex: 2,
  display: "grid",
  gap: 1,
  justifyItems: "center",
  [ROOMY]: { bottom: PAGER_PX + 8 },
} as const;
