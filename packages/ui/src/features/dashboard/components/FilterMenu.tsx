import ArrowDropDownIcon from "@mui/icons-material/ArrowDropDown";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { type ReactNode, useState } from "react";
import { ChoiceMenu } from "../../../components/ChoiceMenu.tsx";

export interface FilterOption {
  readonly value: string;
  readonly label: ReactNode;
}

interface FilterMenuProps {
  /** `Risk` */
  readonly name: string;
  /** What is chosen, in a word: `all`, `Critical, High`. */
  readonly summary: string;
  readonly options: readonly FilterOption[];
  readonly chosen: readonly string[];
  /** Several at once, or one in place of another. */
  readonly multiple: boolean;
  readonly onToggle: (value: string) => void;
  /** Below the options. */
  readonly footer?: ReactNode;
}

/** One filter: its name and present choice on the button, what it may be behind it. */
export function FilterMenu({ name, summary, options, chosen, multiple, onToggle, footer }: FilterMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const active = chosen.length > 0;
  return (
    <>
      <Button
        size="small"
        color="inherit"
        variant="outlined"
        endIcon={<ArrowDropDownIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          flex: "none",
          height: 36,
          fontWeight: 400,
          maxWidth: 240,
          borderColor: active ? "primary.main" : "divider",
          bgcolor: active ? "action.selected" : "transparent",
        }}
      >
        <Box component="span" sx={{ overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}>
          {name}: <Box component="strong">{summary}</Box>
        </Box>
      </Button>
      <ChoiceMenu
        anchor={anchor}
        label={name}
        kind={multiple ? "many" : "one"}
        options={options.map((option) => ({ ...option, chosen: chosen.includes(option.value) }))}
        footer={footer}
        onClose={() => setAnchor(null)}
        onChoose={onToggle}
      />
    </>
  );
}
