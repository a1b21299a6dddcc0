import {
  defaultRangeExtractor,
  measureElement,
  type Range,
  useVirtualizer,
  useWindowVirtualizer,
  type Virtualizer,
} from "@tanstack/react-virtual";
import { type RefObject, useCallback, useDeferredValue, useEffect, useState } from "react";

/** Rows beyond the edge of the view: enough that a fast scroll meets rows, not gaps. */
const OVERSCAN = 6;

/**
 * A row's height comes from the observer, after the browser's own layout. To ask for it while rows are being put in
 * would make the browser lay the whole page out once more.
 */
function measureWhenLaidOut<Scroller extends Element | Window>(
  row: Element,
  entry: ResizeObserverEntry | undefined,
  list: Virtualizer<Scroller, Element>,
): number {
  if (entry) return measureElement(row, entry, list);
  const index = list.indexFromElement(row);
  return list.itemSizeCache.get(list.options.getItemKey(index)) ?? list.options.estimateSize(index);
}

interface VirtualRowsOptions {
  readonly count: number;
  readonly list: RefObject<HTMLElement | null>;
  /** Pixels, before a row has been measured. */
  readonly estimate: number;
  readonly keyOf: (index: number) => string;
  /** A row that must stay, in view or not: the one that holds the focus. */
  readonly keep: number | undefined;
}

/**
 * The rows of a list that are in view, whatever scrolls it: the window, or a box of the host's. The list keeps its whole
 * height, so that the page's own scroll bar is the list's.
 */
export function useVirtualRows({ count, list, estimate, keyOf, keep }: VirtualRowsOptions) {
  const [scroller, setScroller] = useState<HTMLElement | "window">("window");
  const [margin, setMargin] = useState(0);
  // Each time, once it is painted: whatever comes and goes above the list moves it, and to ask sooner where it is would
  // have the page laid out for the answer alone.
  useEffect(() => {
    if (!list.current) return;
    const found = findScroller(list.current);
    setScroller(found ?? "window");
    const top = list.current.getBoundingClientRect().top;
    const origin = found ? found.getBoundingClientRect().top - found.scrollTop : -window.scrollY;
    setMargin(Math.round(top - origin));
  });
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range);
      if (keep === undefined || keep >= range.count || shown.includes(keep)) return shown;
      return [...shown, keep].sort((a, b) => a - b);
    },
    [keep],
  );
  const isPainted = useDeferredValue(true, false);
  const [initialRect] = useState(() => ({ width: window.innerWidth, height: window.innerHeight }));
  // Other rows than before are painted first where they are in view, and beyond it in a task of its own.
  const page = count > 0 ? keyOf(0) : undefined;
  const overscan = useDeferredValue(page) === page ? OVERSCAN : 0;
  const options = {
    count,
    // From the first painting to the list's own range no row may leave the page: it may hold the focus.
    initialRect,
    initialOffset: () => (scroller === "window" ? window.scrollY : scroller.scrollTop),
    estimateSize: () => estimate,
    overscan,
    scrollMargin: margin,
    getItemKey: keyOf,
    rangeExtractor,
    measureElement: measureWhenLaidOut,
  };
  const inWindow = useWindowVirtualizer({ ...options, enabled: isPainted && scroller === "window" });
  const inElement = useVirtualizer({
    ...options,
    enabled: isPainted && scroller !== "window",
    getScrollElement: () => (scroller === "window" ? null : scroller),
  });
  const virtualizer = scroller === "window" ? inWindow : inElement;
  return {
    rows: isPainted
      ? virtualizer.getVirtualItems().map(({ index, key, start }) => ({ index, key: String(key), top: start - margin }))
      : firstRows({ count, estimate, keyOf }),
    height: isPainted ? virtualizer.getTotalSize() : count * estimate,
    measure: virtualizer.measureElement as (row: HTMLElement | null) => void,
    scrollTo: (index: number) => virtualizer.scrollToIndex(index, { align: "auto" }),
  };
}

/** Rows for the very first painting, before anything is known of where the list is: about those that will be in view. */
function firstRows({ count, estimate, keyOf }: Pick<VirtualRowsOptions, "count" | "estimate" | "keyOf">) {
  const most = Math.ceil(window.innerHeight / estimate / 2);
  return Array.from({ length: Math.min(count, most) }, (_, index) => ({
    index,
    key: keyOf(index),
    top: index * estimate,
  }));
}

/** The nearest ancestor that scrolls, through shadow roots; undefined where the window does. */
function findScroller(element: HTMLElement): HTMLElement | undefined {
  for (let node: Node | null = parentOf(element); node instanceof HTMLElement; node = parentOf(node)) {
    if (node === document.body || node === document.documentElement) return undefined;
    if (/auto|scroll/.test(getComputedStyle(node).overflowY)) return node;
  }
  return undefined;
}

function parentOf(node: Node): Node | null {
  if (node instanceof HTMLElement && node.assignedSlot) return node.assignedSlot;
  const parent = node.parentNode;
  return parent instanceof ShadowRoot ? parent.host : parent;
}
