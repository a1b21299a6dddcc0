import { DecisionKind } from "@dormant-users/shared-types";
import ArrowDropDownIcon from "@mui/icons-material/ArrowDropDown";
import Button from "@mui/material/Button";
import ListItemText from "@mui/material/ListItemText";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { type RefObject, useId, useRef, useState } from "react";
import { useInsights } from "../../lib/insights-context.tsx";
import { useDecide } from "./DecisionsProvider.tsx";
import type { DecisionSubject } from "./use-decisions.ts";

interface DecideMenuProps {
  readonly subjects: readonly DecisionSubject[];
  /** Spoken in place of the button's word, where that does not say about whom. */
  readonly label?: string;
  readonly variant?: "contained" | "outlined" | "text";
  readonly disabled?: boolean;
  readonly kinds?: readonly DecisionKind[];
  /** For opening it by a key: `ref.current?.click()`. */
  readonly buttonRef?: RefObject<HTMLButtonElement | null>;
  readonly onDecided?: () => void;
}

/** All that can be decided about one or many users, behind one button. */
export function DecideMenu(props: DecideMenuProps) {
  const { subjects, label, variant = "contained", disabled = false, kinds = DecisionKind.options, onDecided } = props;
  const { messages, formats } = useInsights();
  const words = messages.insights.decision;
  const decide = useDecide();
  const menuId = useId();
  const own = useRef<HTMLButtonElement>(null);
  const button = props.buttonRef ?? own;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const isOff = disabled || decide.busy || subjects.length === 0;
  return (
    <>
      <Button
        ref={button}
        size="small"
        variant={variant}
        disableElevation
        endIcon={<ArrowDropDownIcon />}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? menuId : undefined}
        aria-disabled={isOff}
        onClick={(event) => {
          if (!isOff) setAnchor(event.currentTarget);
        }}
        sx={{ flex: "none", "&[aria-disabled=true]": { opacity: 0.5, cursor: "default" } }}
      >
        {words.menu}
      </Button>
      <Menu
        id={menuId}
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        dir={formats.direction}
        lang={formats.locale}
        slotProps={{ list: { "aria-label": label ?? words.menu, dense: true } }}
      >
        {kinds.map((kind) => (
          <MenuItem
            key={kind}
            onClick={() => {
              setAnchor(null);
              decide.start(kind, subjects, { returnFocusTo: button.current, ...(onDecided ? { onDecided } : {}) });
            }}
          >
            <ListItemText primary={words.kind[kind]} secondary={words.hint[kind]} />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
