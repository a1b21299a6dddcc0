import type { Insight } from "@dormant-users/shared-types";
import { styled } from "@mui/material/styles";
import { ServerText } from "../../../components/ServerText.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useDetailWords } from "../detail-words.tsx";

const Root = styled("div")(({ theme }) => {
  const { palette } = theme.vars ?? theme;
  return {
    fontFamily: theme.typography.fontFamily,
    fontSize: "0.8125rem",
    lineHeight: 1.45,
    "& h3": { margin: 0, fontSize: "0.9375rem" },
    "& p": { margin: "2px 0 8px", color: palette.text.secondary },
    "& table": { borderCollapse: "collapse", width: "100%" },
    "& td, & th": { padding: "5px 0", borderTop: `1px solid ${palette.divider}`, verticalAlign: "top" },
    "& th": { textAlign: "start", fontWeight: 600 },
    "& th span": { display: "block", fontWeight: 400, color: palette.text.secondary },
    "& td": { textAlign: "end", paddingInlineStart: 16, fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" },
    "& tfoot td, & tfoot th": { borderTop: `2px solid ${palette.text.primary}`, fontWeight: 700 },
  };
});

/** A signed sum: each term with its reason, and the confidence they add up to. */
export function ConfidenceTerms({ insight, titleId }: { insight: Insight; titleId: string }) {
  const { formats } = useInsights();
  const words = useDetailWords().confidence;
  return (
    <Root>
      <h3 id={titleId}>{words.title}</h3>
      <p>{words.intro}</p>
      <table aria-labelledby={titleId}>
        <tbody>
          {insight.confidence_terms.map(({ term, points, text }) => (
            <tr key={term}>
              <th scope="row">
                {words.term[term]}
                <span>
                  <ServerText>{text}</ServerText>
                </span>
              </th>
              <td>{formats.signedDecimal(points)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            <td>{formats.decimal(insight.confidence)}</td>
          </tr>
        </tfoot>
      </table>
    </Root>
  );
}
