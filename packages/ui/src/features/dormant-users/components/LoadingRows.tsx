const WIDTHS = ["64%", "48%", "58%", "72%", "52%", "66%", "44%", "60%"] as const;

/** The shape of the rows to come, so that nothing jumps when they do. Silent: the status region speaks. */
export function LoadingRows() {
  return WIDTHS.map((width) => (
    <tr key={width} aria-hidden>
      <td className="du-cell-email">
        <span className="du-bone" style={{ width }} />
        <span className="du-bone du-muted" style={{ width: "38%" }} />
      </td>
      <td className="du-cell-name">
        <span className="du-bone" style={{ width }} />
      </td>
      <td className="du-cell-days du-num">
        <span className="du-bone" style={{ width: 36, marginInlineStart: "auto" }} />
      </td>
      <td className="du-cell-last">
        <span className="du-bone" style={{ width: "46%" }} />
        <span className="du-bone du-muted" style={{ width: "70%" }} />
      </td>
    </tr>
  ));
}
