import { startTransition, useCallback, useState } from "react";
import { late } from "./late.ts";
import type { ChoiceMenuProps } from "./MenuPopup.tsx";
import { OnceOpened } from "./OnceOpened.tsx";

const MenuPopup = late(async () => (await import("./MenuPopup.tsx")).MenuPopup);

/** Where a menu hangs. What was pressed shows first, and the menu, which takes longer to draw, in the frame after it. */
export function useMenuAnchor() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const open = useCallback((button: HTMLElement) => startTransition(() => setAnchor(button)), []);
  const close = useCallback(() => setAnchor(null), []);
  return { anchor, open, close };
}

/** A menu, loaded as somebody comes near a button. */
export function ChoiceMenu(props: ChoiceMenuProps) {
  return (
    <OnceOpened open={props.anchor !== null}>
      <MenuPopup {...props} />
    </OnceOpened>
  );
}
