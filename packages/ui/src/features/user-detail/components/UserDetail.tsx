import type { DormantUserDetail } from "@dormant-users/shared-types";
import { isRiskPresent } from "../../../insights/present-risk.ts";
import { LISTED_BY_DEFAULT } from "../../../lib/contract/vocabulary.data.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { EvidenceLinksContext, useEvidenceLinks } from "../hooks/use-evidence-links.ts";
import { RhythmSection } from "../rhythm/RhythmSection.tsx";
import { AnalysisNotice } from "./AnalysisNotice.tsx";
import { DecisionHistory } from "./DecisionHistory.tsx";
import { EarlierInsights } from "./EarlierInsights.tsx";
import { EvidenceTable } from "./EvidenceTable.tsx";
import { Recommendations } from "./Recommendations.tsx";
import { ReviewSection } from "./ReviewSection.tsx";
import { SimilarUsers } from "./SimilarUsers.tsx";
import { StateSection } from "./StateSection.tsx";
import { WhySection } from "./WhySection.tsx";

interface UserDetailProps {
  readonly user: DormantUserDetail;
  readonly onOpenUser: (userId: string) => void;
}

/** What is known, concluded and proposed about one user: judgement on one side, what it stands on on the other. */
export function UserDetail({ user, onOpenUser }: UserDetailProps) {
  const links = useEvidenceLinks();
  const { insight } = user;
  // Of one who is not on the list, that is the first thing to know.
  const isListed = LISTED_BY_DEFAULT.includes(user.state);
  return (
    <EvidenceLinksContext value={links}>
      <div className="du-body" lang={useInsights().lang}>
        <div className="du-column">
          {isListed ? null : <StateSection user={user} />}
          <AnalysisNotice user={user} />
          {insight ? <WhySection insight={insight} analysedAt={user.analysed_at} /> : null}
          {insight ? <Recommendations insight={insight} subject={user} holds={isRiskPresent(user.state)} /> : null}
          <RhythmSection user={user} />
          {isListed ? <StateSection user={user} /> : null}
        </div>
        <div className="du-column">
          {insight ? <EvidenceTable insight={insight} /> : null}
          {insight ? <SimilarUsers users={user.similar_users} onOpen={onOpenUser} /> : null}
          <DecisionHistory user={user} />
          <ReviewSection user={user} />
          {insight ? <EarlierInsights insights={user.earlier_insights} /> : null}
        </div>
      </div>
    </EvidenceLinksContext>
  );
}
