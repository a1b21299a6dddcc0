import { memo, type ReactNode, useCallback, useState } from "react";
import { useInsights } from "../../lib/insights-context.tsx";
import { Box } from "../Box.tsx";
import { IconButton } from "../Button.tsx";
import { Icon } from "../Icon.tsx";
import { Panel } from "../Panel.tsx";
import { visuallyHidden } from "../visually-hidden.ts";

export interface ChartTable {
  readonly caption: string;
  readonly head: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly string[])[];
}

interface ChartPanelProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly level: 2 | 3 | 4;
  /** The same facts in words and numbers; undefined while there are none. */
  readonly table: ChartTable | undefined;
  /** Least height of the drawing in pixels: kept free while it loads. Beside a taller panel it fills what is left. */
  readonly height: number;
  readonly chart: ReactNode;
  /** What belongs to the panel whichever way the facts are shown. */
  readonly children?: ReactNode;
}

/** A chart and its table: one is drawn, the other always there to be heard, and either can be looked at. */
export function ChartPanel({ title, note, actions, level, table, height, chart, children }: ChartPanelProps) {
  const [asTable, setAsTable] = useState(false);
  const change = useCallback(() => setAsTable((before) => !before), []);
  return (
    <Panel
      title={title}
      note={note}
      level={level}
      actions={
        <Box styles={ACTIONS}>
          {actions}
          {table ? <TableSwitch title={title} asTable={asTable} onSwitch={change} /> : <i />}
        </Box>
      }
    >
      {asTable && table ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key.
        <section aria-label={table.caption} tabIndex={0} style={{ flex: `1 0 ${height}px`, height, overflow: "auto" }}>
          <FactsTable table={table} />
        </section>
      ) : (
        <>
          <div style={{ position: "relative", flex: `1 0 ${height}px`, minWidth: 0 }}>
            <div style={DRAWING}>{chart}</div>
          </div>
          {table ? (
            <div style={visuallyHidden}>
              <FactsTable table={table} />
            </div>
          ) : null}
        </>
      )}
      {children}
    </Panel>
  );
}

/** Why there is no drawing, in the place of one. */
export function NoChart({ children }: { children: string }) {
  return <Box styles={NO_CHART}>{children}</Box>;
}

const ACTIONS = {
  display: "flex",
  alignItems: "center",
  columnGap: 1,
  minHeight: 36,
  // The switch's place.
  "& > i": { width: 30 },
} as const;
const NO_CHART = {
  display: "grid",
  placeContent: "center",
  height: "100%",
  px: 2,
  color: "text.secondary",
  fontSize: "0.875rem",
  textAlign: "center",
  textWrap: "balance",
} as const;

// A size of its own, whatever is drawn in it: the page around it is not laid out anew with each drawing.
const DRAWING = { position: "absolute", inset: 0, contain: "size layout" } as const;

interface TableSwitchProps {
  readonly title: string;
  readonly asTable: boolean;
  readonly onSwitch: () => void;
}

const TableSwitch = memo(function TableSwitch({ title, asTable, onSwitch }: TableSwitchProps) {
  const words = useInsights().messages.chart;
  const label = asTable ? words.asChart(title) : words.asTable(title);
  return (
    <IconButton size="small" aria-label={label} title={label} onClick={onSwitch}>
      <Icon name={asTable ? "barChart" : "tableRows"} size="1.25rem" />
    </IconButton>
  );
});

const TABLE = {
  width: "100%",
  borderCollapse: "collapse",
  fontSize: "0.8125rem",
  fontVariantNumeric: "tabular-nums",
  "& th, & td": { textAlign: "end", py: 0.5, px: 1, borderBottom: 1, borderColor: "divider", fontWeight: 400 },
  "& th:first-of-type": { textAlign: "start" },
  "& thead th::first-letter": { textTransform: "uppercase" },
  "& thead th": {
    color: "text.secondary",
    fontWeight: 600,
    position: "sticky",
    top: 0,
    bgcolor: "background.paper",
  },
} as const;

const FactsTable = memo(function FactsTable({ table }: { table: ChartTable }) {
  return (
    <Box as="table" styles={TABLE}>
      <caption style={visuallyHidden}>{table.caption}</caption>
      <thead>
        <tr>
          {table.head.map((cell) => (
            <th key={cell} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(([name, ...cells]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map((cell, at) => (
              <td key={table.head[at + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </Box>
  );
});
