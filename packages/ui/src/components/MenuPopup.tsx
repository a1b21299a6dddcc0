import ListItemText from "@mui/material/ListItemText";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import MenuList from "@mui/material/MenuList";
import Popover from "@mui/material/Popover";
import { createContext, memo, type ReactNode, useContext, useEffect, useMemo, useRef } from "react";
import { useInsights } from "../lib/insights-context.tsx";
import { Icon } from "./Icon.tsx";
import { useClass } from "./use-class.ts";
import { whenNear } from "./when-near.ts";

export interface MenuOption {
  readonly value: string;
  readonly label: ReactNode;
  /** A second line. */
  readonly hint?: string | null;
  readonly chosen?: boolean;
  /** As things are, it cannot be chosen or taken out; its hint says why. */
  readonly fixed?: boolean;
}

export interface ChoiceMenuProps {
  /** The button it hangs from and gives the focus back to; null: closed. */
  readonly anchor: HTMLElement | null;
  readonly label: string;
  /** `action`: does something. `one`, `many`: marks what is chosen; with `many` it stays open. */
  readonly kind: "action" | "one" | "many";
  readonly options: readonly MenuOption[];
  /** Below the options, and not one of them. */
  readonly footer?: ReactNode;
  readonly onChoose: (value: string) => void;
  /** A hand is on an option. */
  readonly onNear?: ((value: string) => void) | undefined;
  readonly onClose: () => void;
}

const ROLES = { action: "menuitem", one: "menuitemradio", many: "menuitemcheckbox" } as const;

/** Past the menu itself: MUI's lays the page out at each of its renderings, to see where it belongs. */
const OptionsContext = createContext<readonly MenuOption[]>([]);

interface Acts {
  choose(value: string): void;
  /** A hand rests on an option, or the focus is there. */
  rest(value: string, item: HTMLElement | null): void;
  close(): void;
}

/** What `ChoiceMenu` opens. Apart from it, so that nothing of MUI's menus is loaded before one is asked for. */
export function MenuPopup(props: ChoiceMenuProps) {
  const { anchor, label, kind, options, footer } = props;
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const acts = useMemo<Acts>(
    () => ({
      choose(value) {
        if (latest.current.kind !== "many") latest.current.onClose();
        latest.current.onChoose(value);
      },
      rest(value, item) {
        // As in a system's own menus, hand and keys have one place: arrows go on from where the hand is. Not on a menu that
        // closes: the focus is back where it came from.
        if (latest.current.anchor !== null) item?.focus({ preventScroll: true });
        latest.current.onNear?.(value);
      },
      close: () => latest.current.onClose(),
    }),
    [],
  );
  return (
    <OptionsContext value={options}>
      <Popup anchor={anchor} label={label} kind={kind} footer={footer} acts={acts} />
    </OptionsContext>
  );
}

interface PopupProps extends Pick<ChoiceMenuProps, "anchor" | "label" | "kind" | "footer"> {
  readonly acts: Acts;
}

const Popup = memo(function Popup({ anchor, label, kind, footer, acts }: PopupProps) {
  const { formats, lang } = useInsights();
  const open = anchor !== null;
  const place = { anchorEl: anchor, open, onClose: acts.close, dir: formats.direction, lang } as const;
  const list = { "aria-label": label, dense: true } as const;
  if (!footer) {
    return (
      <Menu {...place} slotProps={{ list }}>
        <Items kind={kind} acts={acts} />
      </Menu>
    );
  }
  // A menu may hold nothing but its items: what else there is stands beside it, a Tab away.
  const horizontal = formats.direction === "rtl" ? "right" : "left";
  return (
    <Popover
      {...place}
      anchorOrigin={{ vertical: "bottom", horizontal }}
      transformOrigin={{ vertical: "top", horizontal }}
      slotProps={{ paper: { role: "dialog", "aria-label": label } }}
    >
      <MenuList {...list} autoFocusItem={open}>
        <Items kind={kind} acts={acts} />
      </MenuList>
      {footer}
    </Popover>
  );
});

interface ItemsProps {
  readonly kind: ChoiceMenuProps["kind"];
  readonly acts: Acts;
}

function Items({ kind, acts }: ItemsProps) {
  return useContext(OptionsContext).map((option) => <Item key={option.value} {...option} kind={kind} acts={acts} />);
}

const Item = memo(function Item(props: MenuOption & ItemsProps) {
  const { value, label, hint, chosen = false, fixed = false, kind, acts } = props;
  const item = useRef<HTMLLIElement>(null);
  return (
    <MenuItem
      ref={item}
      role={ROLES[kind]}
      {...(kind === "action" ? {} : { "aria-checked": chosen })}
      {...(fixed ? { "aria-disabled": true } : {})}
      selected={chosen}
      {...whenNear(() => acts.rest(value, item.current))}
      onClick={() => {
        if (!fixed) acts.choose(value);
      }}
      className={useClass(ITEM)}
    >
      {kind === "action" ? null : (
        <span aria-hidden className="du-mark">
          {chosen ? <Icon name="check" size="18px" /> : null}
        </span>
      )}
      {hint ? <ListItemText primary={label} secondary={hint} /> : label}
    </MenuItem>
  );
});

const ITEM = {
  "&&": { minHeight: 36, gap: 1 },
  "& > .du-mark": { width: 18, display: "inline-flex" },
} as const;
