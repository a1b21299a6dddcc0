import { lazy, type ReactNode } from "react";
import { OnceOpened } from "./OnceOpened.tsx";

export interface MenuOption {
  readonly value: string;
  readonly label: ReactNode;
  /** A second line. */
  readonly hint?: string | null;
  readonly chosen?: boolean;
}

export interface ChoiceMenuProps {
  /** The button it hangs from and gives the focus back to; null: closed. */
  readonly anchor: HTMLElement | null;
  readonly label: string;
  /** `action`: does something. `one`, `many`: marks what is chosen; with `many` it stays open. */
  readonly kind: "action" | "one" | "many";
  readonly options: readonly MenuOption[];
  /** Below the options. */
  readonly footer?: ReactNode;
  readonly onChoose: (value: string) => void;
  readonly onClose: () => void;
}

const MenuPopup = lazy(async () => ({ default: (await import("./MenuPopup.tsx")).MenuPopup }));

/** A menu, loaded when it is first opened. */
export function ChoiceMenu(props: ChoiceMenuProps) {
  return (
    <OnceOpened open={props.anchor !== null}>
      <MenuPopup {...props} />
    </OnceOpened>
  );
}
