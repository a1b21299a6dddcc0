import type { DormantUserDetail } from "@dormant-users/shared-types";
import { Fragment } from "react";
import { AccountTags } from "../../../insights/AccountTags.tsx";
import { isRiskPresent } from "../../../insights/present-risk.ts";
import { RiskChip } from "../../../insights/RiskChip.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useDetailWords } from "../detail-words.tsx";
import type { UserTrail } from "../hooks/use-user-trail.ts";
import { ConfidenceExplained } from "./ConfidenceExplained.tsx";
import { HeaderButtons } from "./HeaderButtons.tsx";

interface DetailHeaderProps {
  readonly titleId: string;
  /** Undefined while on its way, and where there is no such user. */
  readonly user: DormantUserDetail | undefined;
  readonly loading: boolean;
  readonly trail: UserTrail;
  readonly link: string | undefined;
  readonly onClose: () => void;
}

/** Who it is, how bad and how sure, and the way to the next. */
export function DetailHeader({ titleId, user, loading, trail, link, onClose }: DetailHeaderProps) {
  const words = useDetailWords();
  const name = user ? nameOf(user) : undefined;
  return (
    <header className="du-header">
      <div className="du-grow du-who">
        <h2 id={titleId}>
          {name ? <bdi>{name}</bdi> : loading ? words.loading : words.header.unnamed}
          {user ? <AccountTags user={user} /> : null}
        </h2>
        {user ? <About user={user} /> : loading ? <p className="du-about">&nbsp;</p> : null}
      </div>
      {user?.insight && isRiskPresent(user.state) ? (
        <div className="du-verdict">
          <RiskChip level={user.insight.risk_level} />
          <ConfidenceExplained insight={user.insight} />
        </div>
      ) : null}
      <HeaderButtons user={user} trail={trail} link={link} onClose={onClose} />
    </header>
  );
}

export function nameOf(user: Pick<DormantUserDetail, "name" | "email" | "external_id">): string {
  return user.name ?? user.email ?? user.external_id;
}

function About({ user }: { user: DormantUserDetail }) {
  const { header } = useDetailWords();
  const { messages } = useInsights();
  const facts = [
    user.name === null ? messages.table.noName : null,
    user.name === null && user.email !== null ? null : (user.email ?? messages.table.noEmail),
    user.department,
    user.account_start_at ? header.since(user.account_start_at) : null,
    user.sources.map(messages.source).join(", "),
  ].filter((fact) => fact !== null && fact !== "");
  return (
    <p className="du-about">
      {facts.map((fact, at) => (
        <Fragment key={fact}>
          {at > 0 ? " · " : null}
          <bdi>{fact}</bdi>
        </Fragment>
      ))}
    </p>
  );
}
