import CheckIcon from "@mui/icons-material/Check";
import Box from "@mui/material/Box";
import ListItemText from "@mui/material/ListItemText";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import MenuList from "@mui/material/MenuList";
import Popover from "@mui/material/Popover";
import type { ReactNode } from "react";
import { useInsights } from "../lib/insights-context.tsx";
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

/** What `ChoiceMenu` opens. Apart from it, so that nothing of MUI's menus is loaded before one is asked for. */
export function MenuPopup(props: ChoiceMenuProps) {
  const { anchor, label, kind, options, footer, onChoose, onNear, onClose } = props;
  const { formats, lang } = useInsights();
  const open = anchor !== null;
  const place = { anchorEl: anchor, open, onClose, dir: formats.direction, lang } as const;
  const list = { "aria-label": label, dense: true } as const;
  const items = options.map(({ value, label: text, hint, chosen = false, fixed = false }) => (
    <MenuItem
      key={value}
      role={ROLES[kind]}
      {...(kind === "action" ? {} : { "aria-checked": chosen })}
      {...(fixed ? { "aria-disabled": true } : {})}
      selected={chosen}
      {...(onNear ? whenNear(() => onNear(value)) : {})}
      onClick={() => {
        if (fixed) return;
        if (kind !== "many") onClose();
        onChoose(value);
      }}
      sx={{ minHeight: 36, gap: 1 }}
    >
      {kind === "action" ? null : (
        <Box component="span" aria-hidden sx={{ width: 18, display: "inline-flex" }}>
          {chosen ? <CheckIcon sx={{ fontSize: 18 }} /> : null}
        </Box>
      )}
      {hint ? <ListItemText primary={text} secondary={hint} /> : text}
    </MenuItem>
  ));
  if (!footer) {
    return (
      <Menu {...place} slotProps={{ list }}>
        {items}
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
        {items}
      </MenuList>
      {footer}
    </Popover>
  );
}
