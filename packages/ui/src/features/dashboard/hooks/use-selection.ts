import type { DormantUser, DormantUsersQuery, UserId } from "@dormant-users/shared-types";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { getDormantUsers } from "../../../insights/api/list-dormant-users.ts";
import { type ApiError, toApiError } from "../../../lib/api-error.ts";
import { useInsights } from "../../../lib/insights-context.tsx";

/** The most users one decision can be about, by the contract. */
export const MOST_SELECTED = 500;
const LARGEST_PAGE = 200;

export interface Selection {
  readonly users: readonly DormantUser[];
  readonly has: (userId: UserId) => boolean;
  /** With `range`: everybody between the last toggled row and this one gets this row's new state. */
  toggle(user: DormantUser, range?: boolean): void;
  togglePage(): void;
  /** Everybody who matches, page after page, up to `MOST_SELECTED`. */
  selectMatching(query: DormantUsersQuery): void;
  clear(): void;
  readonly gathering: boolean;
  readonly error: ApiError | undefined;
}

/** Who is to be decided about, across pages. The rows on screen are the freshest word on the users they show. */
export function useSelection(rows: readonly DormantUser[]): Selection {
  const { client } = useInsights();
  const [chosen, setChosen] = useState<ReadonlyMap<UserId, DormantUser>>(new Map());
  const [gathering, setGathering] = useState(false);
  const [error, setError] = useState<ApiError>();
  const anchor = useRef<UserId>(undefined);
  const round = useRef(0);
  // What every row is given stays the same from choice to choice: a tick must not draw all of them anew.
  const latest = useRef({ rows, chosen });
  useEffect(() => {
    latest.current = { rows, chosen };
  });

  const users = useMemo(() => {
    const fresh = new Map(rows.map((user) => [user.user_id, user]));
    return [...chosen].map(([id, user]) => fresh.get(id) ?? user);
  }, [chosen, rows]);
  const set = useCallback((changed: readonly DormantUser[], selected: boolean) => {
    setChosen((before) => {
      const next = new Map(before);
      for (const user of changed) {
        if (!selected) next.delete(user.user_id);
        else if (next.size < MOST_SELECTED) next.set(user.user_id, user);
      }
      return next;
    });
  }, []);

  const toggle = useCallback<Selection["toggle"]>(
    (user, range = false) => {
      const { rows, chosen } = latest.current;
      const to = rows.findIndex(({ user_id }) => user_id === user.user_id);
      const from = range ? rows.findIndex(({ user_id }) => user_id === anchor.current) : -1;
      const span = from < 0 ? [user] : rows.slice(Math.min(from, to), Math.max(from, to) + 1);
      anchor.current = user.user_id;
      set(span, !chosen.has(user.user_id));
    },
    [set],
  );
  const togglePage = useCallback(() => {
    const { rows, chosen } = latest.current;
    set(rows, !rows.every(({ user_id }) => chosen.has(user_id)));
  }, [set]);
  const clear = useCallback(() => {
    round.current += 1;
    anchor.current = undefined;
    setGathering(false);
    setError(undefined);
    setChosen((before) => (before.size > 0 ? new Map() : before));
  }, []);
  const selectMatching = useCallback<Selection["selectMatching"]>(
    (query) => {
      round.current += 1;
      const mine = round.current;
      setGathering(true);
      setError(undefined);
      gather((skip) => getDormantUsers(client, { ...query, skip, limit: LARGEST_PAGE }))
        // A choice that was cleared in between stays cleared.
        .then((all) => mine === round.current && setChosen(new Map(all.map((user) => [user.user_id, user]))))
        .catch((failure: unknown) => mine === round.current && setError(toApiError(failure)))
        .finally(() => mine === round.current && setGathering(false));
    },
    [client],
  );
  const has = useCallback((userId: UserId) => chosen.has(userId), [chosen]);
  return useMemo(
    () => ({ users, has, toggle, togglePage, selectMatching, clear, gathering, error }),
    [users, has, toggle, togglePage, selectMatching, clear, gathering, error],
  );
}

async function gather(read: (skip: number) => ReturnType<typeof getDormantUsers>): Promise<DormantUser[]> {
  const users: DormantUser[] = [];
  for (;;) {
    const page = await read(users.length);
    users.push(...page.items);
    if (page.items.length === 0 || users.length >= Math.min(page.total, MOST_SELECTED)) break;
  }
  return users.slice(0, MOST_SELECTED);
}
