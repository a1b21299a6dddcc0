const WIDTHS = ["64%", "48%", "58%", "72%", "52%", "66%", "44%", "60%"] as const;

/** The shape of the rows to come, as tall as they will be. Silent: the status region speaks. */
export function LoadingUserRows() {
  return WIDTHS.map((width) => (
    <tr key={width} className="row" style={{ minHeight: 93 }} aria-hidden>
      <td className="cell cell-select" />
      <td className="cell cell-user">
        <span className="bone" style={{ width }} />
        <span className="bone muted" style={{ width: "80%" }} />
        <span className="bone muted" style={{ width: "50%" }} />
      </td>
      <td className="cell cell-risk">
        <span className="bone" style={{ width: 72, height: 20, borderRadius: 10 }} />
      </td>
      <td className="cell cell-days">
        <span className="bone" style={{ width: 44 }} />
        <span className="bone muted" style={{ width: "70%" }} />
      </td>
      <td className="cell cell-return">
        <span className="bone" style={{ width: 88 }} />
      </td>
      <td className="cell cell-why">
        <span className="bone" style={{ width: "94%" }} />
        <span className="bone" style={{ width }} />
      </td>
      <td className="cell cell-act">
        <span className="bone" style={{ width: "100%", height: 30 }} />
      </td>
    </tr>
  ));
}
