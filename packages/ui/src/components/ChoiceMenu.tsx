import { late } from "./late.ts";
import type { ChoiceMenuProps } from "./MenuPopup.tsx";
import { OnceOpened } from "./OnceOpened.tsx";

const MenuPopup = late(async () => (await import("./MenuPopup.tsx")).MenuPopup);

/** A menu, loaded when it is first opened. */
export function ChoiceMenu(props: ChoiceMenuProps) {
  return (
    <OnceOpened open={props.anchor !== null}>
      <MenuPopup {...props} />
    </OnceOpened>
  );
}
