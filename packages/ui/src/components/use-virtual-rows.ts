import {
  defaultRangeExtractor,
  measureElement,
  type Range,
  useVirtualizer,
  useWindowVirtualizer,
  type Virtualizer,
} from "@tanstack/react-virtual";
import { type RefObject, startTransition, useCallback, useEffect, useMemo, useState } from "react";
import { afterPaint } from "./after-paint.ts";

/** Rows beyond the edge of the view: enough that a fast scroll meets rows, not gaps. */
const OVERSCAN = 6;

/** Rows in view that are drawn sooner than a frame of their own would take. */
const FEW = 3;

/** As a share: rows differ, and each new estimate moves the end of the list. */
const ESTIMATE_TOLERANCE = 0.05;

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
  /** Pixels, before any row has been measured. */
  readonly firstEstimate: number;
  readonly keyOf: (index: number) => string;
  /** A row that must stay, in view or not: the one that holds the focus. */
  readonly keep: number | undefined;
  /** Hears, once rows are painted, whether few of them are in view. */
  readonly onFew: (few: boolean) => void;
}

/**
 * The rows of a list that are in view, whatever scrolls it: the window, or a box of the host's. The list keeps its whole
 * height, so that the page's own scroll bar is the list's.
 */
export function useVirtualRows({ count, list, firstEstimate, keyOf, keep, onFew }: VirtualRowsOptions) {
  const [estimate, setEstimate] = useState(firstEstimate);
  // Undefined until the first rows are painted.
  const [place, setPlace] = useState<Place>();
  const [paintedPage, setPaintedPage] = useState<string>();
  const page = count > 0 ? keyOf(0) : undefined;
  const { scroller, margin } = place ?? NOWHERE;
  const isPainted = place !== undefined;
  const rangeExtractor = useCallback(
    (range: Range) => {
      const shown = defaultRangeExtractor(range);
      if (keep === undefined || keep >= range.count || shown.includes(keep)) return shown;
      return [...shown, keep].sort((a, b) => a - b);
    },
    [keep],
  );
  const [initialRect] = useState(() => ({ width: window.innerWidth, height: window.innerHeight }));
  // Other rows than before are painted first where they are in view, and beyond it in a task of its own. A deferred value would
  // not do: the rows come in a deferred rendering themselves, and React defers nothing within one.
  const overscan = paintedPage === page ? OVERSCAN : 0;
  // Anew with each estimate: it is what has the rows that nobody has measured placed anew.
  const { estimateSize, getItemKey } = useMemo(
    () => ({ estimateSize: () => estimate, getItemKey: (index: number) => keyOf(index) }),
    [estimate, keyOf],
  );
  const options = {
    count,
    // From the first painting to the list's own range no row may leave the page: it may hold the focus.
    initialRect,
    initialOffset: () => (scroller === "window" ? window.scrollY : scroller.scrollTop),
    estimateSize,
    overscan,
    scrollMargin: margin,
    getItemKey,
    rangeExtractor,
    measureElement: measureWhenLaidOut,
    // Drawn within the scroll's own frame, rows would hold up whatever else that frame shows: a press that scrolls, above all.
    // Those beyond the edge of the view are there already.
    useFlushSync: false,
  };
  const inWindow = useWindowVirtualizer({ ...options, enabled: isPainted && scroller === "window" });
  const inElement = useVirtualizer({
    ...options,
    enabled: isPainted && scroller !== "window",
    getScrollElement: () => (scroller === "window" ? null : scroller),
  });
  const virtualizer = scroller === "window" ? inWindow : inElement;
  // Each time: whatever comes and goes above the list moves it. Once it is painted: to ask sooner where it is and how tall
  // its rows are would have the page laid out for the answer alone.
  useEffect(() =>
    afterPaint(() => {
      const body = list.current;
      if (!body) return;
      const next = placeOf(body);
      setPlace((before) => (before && isSame(before, next) ? before : next));
      startTransition(() => setPaintedPage(page));
      if (virtualizer.range) onFew(virtualizer.range.endIndex - virtualizer.range.startIndex < FEW);
      // How tall rows are depends on the width.
      const height = meanHeight(body);
      if (!height || Math.abs(height - estimate) <= estimate * ESTIMATE_TOLERANCE) return;
      // Rows above that nobody measured stay as they are: they would move what is read.
      const above = Array.from({ length: isPainted ? (virtualizer.range?.startIndex ?? 0) : 0 }, (_, index) =>
        keyOf(index),
      );
      if (above.every((key) => virtualizer.itemSizeCache.has(key))) setEstimate(height);
    }),
  );
  return {
    rows: isPainted
      ? virtualizer.getVirtualItems().map(({ index, key, start }) => ({ index, key: String(key), top: start - margin }))
      : firstRows({ count, firstEstimate, estimate, keyOf }),
    height: isPainted ? virtualizer.getTotalSize() : count * estimate,
    measure: virtualizer.measureElement as (row: HTMLElement | null) => void,
    scrollTo: (index: number) => virtualizer.scrollToIndex(index, { align: "auto" }),
  };
}

/** Of the rows drawn: undefined where there are none. */
function meanHeight(list: HTMLElement): number | undefined {
  const heights = [...list.querySelectorAll("[data-index]")].map((row) => row.getBoundingClientRect().height);
  return heights.length === 0 ? undefined : Math.round(heights.reduce((sum, one) => sum + one, 0) / heights.length);
}

interface FirstRowsOptions extends Pick<VirtualRowsOptions, "count" | "firstEstimate" | "keyOf"> {
  readonly estimate: number;
}

/** Rows for the very first painting, before anything is known of where the list is: about those that will be in view. */
function firstRows({ count, firstEstimate, estimate, keyOf }: FirstRowsOptions) {
  // However tall they prove to be, none is taken away again: it may hold the focus.
  const most = Math.ceil(window.innerHeight / firstEstimate / 2);
  return Array.from({ length: Math.min(count, most) }, (_, index) => ({
    index,
    key: keyOf(index),
    top: index * estimate,
  }));
}

/** What scrolls a list, and how far down in it the list begins, in pixels. */
interface Place {
  readonly scroller: HTMLElement | "window";
  readonly margin: number;
}

const NOWHERE: Place = { scroller: "window", margin: 0 };

const isSame = (one: Place, other: Place) => one.scroller === other.scroller && one.margin === other.margin;

function placeOf(list: HTMLElement): Place {
  const found = findScroller(list);
  const origin = found ? found.getBoundingClientRect().top - found.scrollTop : -window.scrollY;
  return { scroller: found ?? "window", margin: Math.round(list.getBoundingClientRect().top - origin) };
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
