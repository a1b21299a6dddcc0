const WIDTHS = ["64%", "48%", "58%", "72%", "52%", "66%", "44%", "60%"] as const;

/** The shape of the rows to come, as tall as they will be. Silent: the status region speaks. */
export function LoadingUserRows() {
  return WIDTHS.map((width) => (
    <tr key={width} className="du-row" style={{ minHeight: 93 }} aria-hidden>
      <td className="du-cell du-cell-select" />
      <td className="du-cell du-cell-user">
        <span className="du-bone" style={{ width }} />
        <span className="du-bone du-muted" style={{ width: "80%" }} />
        <span className="du-bone du-muted" style={{ width: "50%" }} />
      </td>
      <td className="du-cell du-cell-risk">
        <span className="du-bone" style={{ width: 72, height: 20, borderRadius: 10 }} />
      </td>
      <td className="du-cell du-cell-days">
        <span className="du-bone" style={{ width: 44 }} />
        <span className="du-bone du-muted" style={{ width: "70%" }} />
      </td>
      <td className="du-cell du-cell-return">
        <span className="du-bone" style={{ width: 88 }} />
      </td>
      <td className="du-cell du-cell-why">
        <span className="du-bone" style={{ width: "94%" }} />
        <span className="du-bone" style={{ width }} />
      </td>
      <td className="du-cell du-cell-act">
        <span className="du-bone" style={{ width: "100%", height: 30 }} />
      </td>
    </tr>
  ));
}
