import type { SimilarUser } from "@dormant-users/shared-types";
import { RiskChip } from "../../../insights/RiskChip.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useDetailWords } from "../detail-words.tsx";
import { Section } from "./Section.tsx";

interface SimilarUsersProps {
  readonly users: readonly SimilarUser[];
  readonly onOpen: (userId: string) => void;
}

/** The accounts most like this one, and what became of them. */
export function SimilarUsers({ users, onOpen }: SimilarUsersProps) {
  const { formats } = useInsights();
  const { header, similar: words } = useDetailWords();
  return (
    <Section title={words.title}>
      {users.length === 0 ? (
        <p className="du-muted">{words.none}</p>
      ) : (
        <table aria-label={words.title}>
          <thead>
            <tr>
              <th scope="col">{words.account}</th>
              <th scope="col" className="du-number">
                {words.alike}
              </th>
              <th scope="col">{words.became}</th>
            </tr>
          </thead>
          <tbody>
            {users.map((user) => {
              const name = user.name ?? user.email ?? header.noName;
              return (
                <tr key={user.user_id}>
                  <td>
                    <button
                      type="button"
                      className="du-link"
                      aria-label={words.open(name)}
                      onClick={() => onOpen(user.user_id)}
                    >
                      <bdi>{name}</bdi>
                    </button>{" "}
                    {user.risk_level ? <RiskChip level={user.risk_level} /> : null}
                  </td>
                  <td className="du-number">{formats.decimal(user.similarity)}</td>
                  <td>
                    <Became user={user} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Became({ user }: { user: SimilarUser }) {
  const words = useDetailWords().similar;
  const outcome = words.outcome[user.outcome];
  if (user.outcome === "returned" && user.last_active_at) return words.outcomeOn(outcome, user.last_active_at);
  return user.decided_at && user.outcome !== "still_dormant" ? words.outcomeOn(outcome, user.decided_at) : outcome;
}
