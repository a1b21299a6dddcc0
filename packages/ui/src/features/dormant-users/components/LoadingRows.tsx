const WIDTHS = ["64%", "48%", "58%", "72%", "52%", "66%", "44%", "60%"] as const;

/** The shape of the rows to come, so that nothing jumps when they do. Silent: the status region speaks. */
export function LoadingRows() {
  return WIDTHS.map((width) => (
    <tr key={width} aria-hidden>
      <td className="cell-email">
        <span className="bone" style={{ width }} />
        <span className="bone muted" style={{ width: "38%" }} />
      </td>
      <td className="cell-name">
        <span className="bone" style={{ width }} />
      </td>
      <td className="cell-days num">
        <span className="bone" style={{ width: 36, marginInlineStart: "auto" }} />
      </td>
      <td className="cell-last">
        <span className="bone" style={{ width: "46%" }} />
        <span className="bone muted" style={{ width: "70%" }} />
      </td>
    </tr>
  ));
}
