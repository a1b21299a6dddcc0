import {
  defaultRangeExtractor,
  measureElement,
  type Range,
  useVirtualizer,
  useWindowVirtualizer,
  type Virtualizer,
} from "@tanstack/react-virtual";
import { type RefObject, useCallback, useLayoutEffect, useState } from "react";

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
  // In most hosts the window scrolls: to begin with it puts rows into the very first drawing.
  const [scroller, setScroller] = useState<HTMLElement | "window">("window");
  const [margin, setMargin] = useState(0);
  // Each time: whatever comes and goes above the list moves it.
  useLayoutEffect(() => {
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
  const options = {
    count,
    estimateSize: () => estimate,
    overscan: OVERSCAN,
    scrollMargin: margin,
    getItemKey: keyOf,
    rangeExtractor,
    measureElement: measureWhenLaidOut,
  };
  const inWindow = useWindowVirtualizer({
    ...options,
    enabled: scroller === "window",
    initialRect: { width: window.innerWidth, height: window.innerHeight },
  });
  const inElement = useVirtualizer({
    ...options,
    enabled: scroller !== "window",
    getScrollElement: () => (scroller === "window" ? null : scroller),
  });
  const virtualizer = scroller === "window" ? inWindow : inElement;
  return {
    rows: virtualizer
      .getVirtualItems()
      .map(({ index, key, start }) => ({ index, key: String(key), top: start - margin })),
    height: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement as (row: HTMLElement | null) => void,
    scrollTo: (index: number) => virtualizer.scrollToIndex(index, { align: "auto" }),
  };
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
