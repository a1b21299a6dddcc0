import { memo, type ReactElement, type ReactNode, useRef } from "react";
import { Box } from "../../../components/Box.tsx";
import { Button, IconButton } from "../../../components/Button.tsx";
import { ChoiceMenu, useMenuAnchor } from "../../../components/ChoiceMenu.tsx";
import { Icon } from "../../../components/Icon.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";

export interface FilterOption {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: string;
  readonly fixed?: boolean;
}

interface FilterMenuProps<Filter extends string> {
  /** `Risk` */
  readonly name: string;
  /** What is chosen, in a word: `all`, `Critical, High`. */
  readonly summary: string;
  readonly options: readonly FilterOption[];
  readonly chosen: readonly string[];
  /** False where what is chosen is what holds when nobody chooses. */
  readonly narrows?: boolean;
  /** Several at once, or one in place of another. */
  readonly multiple: boolean;
  readonly filter: Filter;
  readonly onToggle: (filter: Filter, value: string) => void;
  readonly onTakeOff: (filter: Filter) => void;
  /** A hand is on an option. */
  readonly onNear: (filter: Filter, value: string) => void;
  /** Below the options. */
  readonly footer?: ReactNode;
}

/**
 * One filter: its name and present choice on the button, what it may be behind it, and a cross that takes it off. Remembered:
 * a choice in one is no reason to draw the others.
 */
export const FilterMenu = memo(function FilterMenu<Filter extends string>(props: FilterMenuProps<Filter>) {
  const {
    name,
    summary,
    options,
    chosen,
    narrows = chosen.length > 0,
    multiple,
    filter,
    onToggle,
    onTakeOff,
    onNear,
    footer,
  } = props;
  const words = useInsights().messages.dashboard.filters;
  const { anchor, open, close } = useMenuAnchor();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Box styles={MENU}>
      <Button
        ref={button}
        size="small"
        color="inherit"
        variant="outlined"
        endIcon={<Icon name="arrowDropDown" />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        title={narrows ? summary : undefined}
        onClick={(event) => open(event.currentTarget)}
        styles={narrows ? NARROWED : NAMED}
      >
        <span className="du-words">
          {name}: <strong>{summary}</strong>
        </span>
      </Button>
      {narrows ? (
        <IconButton
          size="small"
          aria-label={words.remove(name)}
          onClick={() => {
            // It goes with the filter.
            button.current?.focus();
            onTakeOff(filter);
          }}
          styles={CROSS}
        >
          <Icon name="close" />
        </IconButton>
      ) : null}
      <ChoiceMenu
        anchor={anchor}
        label={name}
        kind={multiple ? "many" : "one"}
        options={options.map((option) => ({ ...option, chosen: chosen.includes(option.value) }))}
        footer={footer}
        onClose={close}
        onChoose={(value) => onToggle(filter, value)}
        onNear={(value) => onNear(filter, value)}
      />
    </Box>
  );
}, isSame) as <Filter extends string>(props: FilterMenuProps<Filter>) => ReactElement;

const MENU = { position: "relative", flex: "none", maxWidth: 240 } as const;
const NAMED = {
  height: 36,
  maxWidth: "100%",
  fontWeight: 400,
  borderColor: "divider",
  "& .du-words": { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
} as const;
const NARROWED = {
  ...NAMED,
  borderColor: "primary.main",
  bgcolor: "action.selected",
  // The cross stands in the arrow's place, so that no filter moves another by more than its words.
  "& > .du-end": { visibility: "hidden" },
} as const;
const CROSS = { position: "absolute", insetInlineEnd: 4, top: 4 } as const;

/** Every reading of the address makes lists of its own. */
function isSame<Filter extends string>(one: FilterMenuProps<Filter>, other: FilterMenuProps<Filter>): boolean {
  const keys = Object.keys(other) as (keyof FilterMenuProps<Filter>)[];
  return keys.every((key) => key === "chosen" || Object.is(one[key], other[key])) && isEqual(one.chosen, other.chosen);
}

const isEqual = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, at) => value === other[at]);
