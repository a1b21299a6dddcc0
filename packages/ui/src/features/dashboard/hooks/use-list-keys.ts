import type { DormantUser } from "@dormant-users/shared-types";
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useState } from "react";

interface ListKeysOptions {
  readonly users: readonly DormantUser[];
  readonly rows: RefObject<HTMLElement | null>;
  readonly onOpen: (user: DormantUser) => void;
  readonly onToggle: ((user: DormantUser, range: boolean) => void) | undefined;
  readonly onDecide: (user: DormantUser | undefined, row: HTMLElement | undefined) => void;
  readonly onUndo: () => void;
  readonly onSearch: () => void;
  readonly onHelp: () => void;
}

/**
 * The list by keyboard. Keys count only while the focus is inside this part of the page and not in a field: the host's
 * own shortcuts stay the host's.
 */
export function useListKeys(options: ListKeysOptions) {
  const { users, rows, onOpen, onToggle, onDecide, onUndo, onSearch, onHelp } = options;
  const [current, setCurrent] = useState<number>();

  const [goal, setGoal] = useState<{ readonly index: number }>();
  const focusRow = useCallback(
    (index: number) => {
      const to = Math.max(0, Math.min(users.length - 1, index));
      setCurrent(to);
      setGoal({ index: to });
    },
    [users.length],
  );
  // With the drawing that follows, and no later: a row far away is there because it is current, and whoever goes on to type
  // in a field must not find their letters taken for the list's keys.
  useEffect(() => {
    if (goal) rowAt(rows.current, goal.index)?.focus();
  }, [goal, rows]);

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const target = event.target as HTMLElement;
    // What happens in a dialog or menu of ours bubbles here through React, but is none of the list's business.
    if (!event.currentTarget.contains(target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu]")) return;
    const row = target.closest<HTMLElement>("[data-index]") ?? undefined;
    const at = row ? Number(row.dataset.index) : undefined;
    const user = at === undefined ? undefined : users[at];
    const isOnRow = target === row;
    const go = (by: number) => focusRow(at === undefined ? (current ?? (by > 0 ? 0 : users.length - 1)) : at + by);
    const acts: Record<string, (() => void) | undefined> = {
      j: () => go(1),
      k: () => go(-1),
      ArrowDown: isOnRow ? () => go(1) : undefined,
      ArrowUp: isOnRow ? () => go(-1) : undefined,
      Home: isOnRow ? () => focusRow(0) : undefined,
      End: isOnRow ? () => focusRow(users.length - 1) : undefined,
      Enter: isOnRow && user ? () => onOpen(user) : undefined,
      x: user && onToggle ? () => onToggle(user, false) : undefined,
      X: user && onToggle ? () => onToggle(user, true) : undefined,
      d: () => onDecide(user, row),
      u: onUndo,
      "/": onSearch,
      "?": onHelp,
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
  function onFocus(event: React.FocusEvent<HTMLElement>) {
    const row = (event.target as HTMLElement).closest<HTMLElement>("[data-index]");
    if (row) setCurrent(Number(row.dataset.index));
  }
  return { onKeyDown, onFocus, current, focusRow };
}

function rowAt(rows: HTMLElement | null, index: number): HTMLElement | undefined {
  return rows?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? undefined;
}
