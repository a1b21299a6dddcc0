import NativeSelect from "@mui/material/NativeSelect";
import { memo, type ReactElement, useId } from "react";
import { useInsights } from "../lib/insights-context.tsx";
import { Box } from "./Box.tsx";
import { IconButton } from "./Button.tsx";
import { COMPACT } from "./compact.ts";
import { Icon } from "./Icon.tsx";
import { useClass } from "./use-class.ts";
import { visuallyHidden } from "./visually-hidden.ts";
import { whenNear } from "./when-near.ts";

interface PagerProps<Size extends number> {
  /** The page, from 0, and its size. */
  readonly view: { readonly page: number; readonly pageSize: Size };
  readonly sizes: readonly Size[];
  readonly total: number;
  readonly disabled: boolean;
  readonly onPage: (page: number) => void;
  /** A hand is on the way to a page. */
  readonly onNear?: (page: number) => void;
  readonly onPageSize: (pageSize: Size) => void;
}

/** Where the page stands in the whole, and the way through it. */
export const Pager = memo(function Pager<Size extends number>(props: PagerProps<Size>) {
  const { view, sizes, total, disabled, onPage, onNear, onPageSize } = props;
  const { messages, formats } = useInsights();
  const words = messages.pager;
  const selectId = useId();
  const sizeField = useClass(SIZE);
  const lastPage = Math.max(0, Math.ceil(total / view.pageSize) - 1);
  const from = total === 0 ? 0 : view.page * view.pageSize + 1;
  const to = Math.min(total, (view.page + 1) * view.pageSize);
  const steps = [
    { label: words.first, icon: "firstPage", page: 0, isEnd: view.page === 0 },
    { label: words.previous, icon: "left", page: view.page - 1, isEnd: view.page === 0 },
    { label: words.next, icon: "right", page: view.page + 1, isEnd: view.page >= lastPage },
    { label: words.last, icon: "lastPage", page: lastPage, isEnd: view.page >= lastPage },
  ] as const;
  return (
    <Box as="nav" aria-label={words.label} styles={PAGER}>
      <div className="du-size">
        <label htmlFor={selectId}>{words.perPage}</label>
        <NativeSelect
          id={selectId}
          disableUnderline
          disabled={disabled}
          value={view.pageSize}
          onChange={(event) => onPageSize(Number(event.target.value) as Size)}
          className={sizeField}
        >
          {sizes.map((size) => (
            <option key={size} value={size}>
              {formats.number(size)}
            </option>
          ))}
        </NativeSelect>
      </div>
      <span>{words.range(from, to, total)}</span>
      <div className="du-steps">
        {steps.map(({ label, icon, page, isEnd }) => (
          <IconButton
            key={label}
            size="small"
            aria-label={label}
            // Not `disabled`: reaching the last page must not throw the focus away.
            aria-disabled={isEnd || disabled}
            {...(onNear && !isEnd ? whenNear(() => onNear(page)) : {})}
            onClick={() => {
              if (!isEnd && !disabled) onPage(page);
            }}
            styles={STEP}
          >
            <Icon name={icon} size="1.25rem" />
          </IconButton>
        ))}
      </div>
    </Box>
  );
}) as <Size extends number>(props: PagerProps<Size>) => ReactElement;

const PAGER = {
  display: "flex",
  flexWrap: "wrap",
  alignItems: "center",
  justifyContent: "flex-end",
  columnGap: 2,
  px: 2,
  py: 0.75,
  borderTop: 1,
  borderColor: "divider",
  fontSize: "0.8125rem",
  color: "text.secondary",
  fontVariantNumeric: "tabular-nums",
  "& > .du-size": { display: "flex", alignItems: "baseline", gap: 1, marginInlineEnd: "auto" },
  "& > .du-steps": { display: "flex", marginInlineEnd: -1 },
  // One line: what it is about can be heard.
  [COMPACT.small]: { columnGap: 1, "& > .du-size > label": visuallyHidden },
} as const;
const SIZE = { "&&": { fontSize: "inherit", fontWeight: 600 } } as const;
const STEP = { "&:dir(rtl) .du-icon": { transform: "scaleX(-1)" } } as const;
