import { type ComponentType, lazy, type ReactNode, Suspense } from "react";
import type { OwnStylesProps } from "./OwnStyles.tsx";

const OwnStyles = lazy(async (): Promise<{ default: ComponentType<OwnStylesProps> }> => {
  try {
    return { default: (await import("./OwnStyles.tsx")).OwnStyles };
  } catch {
    // Margins on the wrong side are better than no page.
    return { default: ({ children }) => children };
  }
});

interface DirectedStylesProps {
  readonly direction: "ltr" | "rtl";
  /** What the host's styles are written for. */
  readonly hostDirection: "ltr" | "rtl";
  readonly children: ReactNode;
}

/** The host's own cache serves a left-to-right page in a left-to-right host: the usual case costs nothing. */
export function DirectedStyles({ direction, hostDirection, children }: DirectedStylesProps) {
  if (direction === "ltr" && hostDirection === "ltr") return children;
  return (
    <Suspense fallback={null}>
      <OwnStyles direction={direction}>{children}</OwnStyles>
    </Suspense>
  );
}
