import { createElement, type JSX } from "react";
import { type Styles, useClass } from "./use-class.ts";

type Tags = "div" | "section" | "nav" | "table";

type BoxProps<Tag extends Tags> = Omit<JSX.IntrinsicElements[Tag], "className"> & {
  readonly as?: Tag;
  readonly styles: Styles;
};

/** An element with styles of its own, which are written down beside the component and never change. */
export function Box<Tag extends Tags = "div">({ as, styles, ...props }: BoxProps<Tag>) {
  return createElement(as ?? "div", { ...props, className: useClass(styles) });
}
