import { late } from "./late.ts";
import type { ChoiceMenuProps } from "./MenuPopup.tsx";
import { OnceOpened } from "./OnceOpened.tsx";

const MenuPopup = late(async () => (await import("./MenuPopup.tsx")).MenuPopup);

/** A menu, loaded as somebody comes near a button. */
export function ChoiceMenu(props: ChoiceMenuProps) {
  return (
    <OnceOpened open={props.anchor !== null}>
      <MenuPopup {...props} />
    </OnceOpened>
  );
}
