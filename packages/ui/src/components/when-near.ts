import type { PointerEvent } from "react";

/** Milliseconds on a control that mean more than passing over it. */
const RESTS_MS = 65;

let resting: ReturnType<typeof setTimeout> | undefined;

/**
 * Handlers for a control that tell when a pointer rests on it, a finger comes down or the focus arrives: what it leads to
 * can be asked for in the moment before it is pressed. Not for what changes anything.
 */
export function whenNear(act: () => void) {
  return {
    onPointerEnter: ({ pointerType }: PointerEvent) => {
      clearTimeout(resting);
      resting = setTimeout(act, pointerType === "mouse" ? RESTS_MS : 0);
    },
    onPointerLeave: () => clearTimeout(resting),
    onFocus: act,
  };
}
