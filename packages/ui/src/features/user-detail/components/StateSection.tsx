import type { DormantUserDetail, SourceAccountView } from "@dormant-users/shared-types";
import { ServerText } from "../../../components/ServerText.tsx";
import { LISTED_BY_DEFAULT } from "../../../lib/contract/vocabulary.data.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useDetailWords } from "../detail-words.tsx";
import { Section } from "./Section.tsx";

/** The one state of the user, why it is this one, and what it was measured by. */
export function StateSection({ user }: { user: DormantUserDetail }) {
  const { messages, formats } = useInsights();
  const words = useDetailWords().state;
  const isListed = LISTED_BY_DEFAULT.includes(user.state);
  const basis = [
    messages.basis[user.last_active_basis],
    ...(user.last_active_source ? [messages.source(user.last_active_source)] : []),
  ].join(", ");
  return (
    <Section title={isListed ? words.title : words.titleAbsent}>
      <p>
        <strong>{words.state[user.state]}</strong>: {words.reason[user.reason]}.
      </p>
      <p className="du-muted" style={{ marginBlock: "2px 10px" }}>
        <ServerText>{user.explanation}</ServerText>
      </p>
      <dl>
        <dt>{words.threshold}</dt>
        <dd>{words.thresholdValue(user.inactive_days)}</dd>
        {user.cutoff ? (
          <>
            <dt>{words.cutoff}</dt>
            <dd>{formats.dateTime(user.cutoff)}</dd>
          </>
        ) : null}
        <dt>{words.lastActive}</dt>
        <dd>{user.last_active_at ? `${formats.dateTime(user.last_active_at)} (${basis})` : words.neverActive}</dd>
        {user.measured_at ? (
          <>
            <dt>{words.measuredAt}</dt>
            <dd>{formats.dateTime(user.measured_at)}</dd>
          </>
        ) : null}
        {!isListed && user.dormant_from ? (
          <>
            <dt>{words.dormantFrom}</dt>
            <dd>{formats.dateTime(user.dormant_from)}</dd>
          </>
        ) : null}
        <dt>{words.exemptions}</dt>
        <dd>{user.state === "exempt" ? words.exemptionApplies : words.noExemption}</dd>
      </dl>
      {user.accounts.length > 0 ? <SourceAccounts accounts={user.accounts} /> : null}
    </Section>
  );
}

function SourceAccounts({ accounts }: { accounts: readonly SourceAccountView[] }) {
  const { messages, formats } = useInsights();
  const words = useDetailWords().state;
  return (
    <>
      <h4>{words.sources}</h4>
      <table aria-label={words.sources} className="du-sources">
        <thead>
          <tr>
            <th scope="col">{words.source}</th>
            <th scope="col">{words.lastActive}</th>
            <th scope="col">{words.canSignIn}</th>
            <th scope="col">{words.asOf}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={`${account.source} ${account.external_id}`}>
              <td>
                <bdi>{messages.source(account.source)}</bdi>
              </td>
              <td>
                {account.last_active_at ? (
                  <>
                    {formats.date(account.last_active_at)},{" "}
                    <span style={{ whiteSpace: "nowrap" }}>{messages.basis[account.last_active_basis]}</span>
                  </>
                ) : (
                  words.notReported
                )}
              </td>
              <td>{account.can_sign_in ? words.able : words.unable}</td>
              <td>{formats.date(account.data_as_of)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
