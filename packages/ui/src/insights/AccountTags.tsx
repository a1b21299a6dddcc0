import type { DormantUser } from "@dormant-users/shared-types";
import { Icon } from "../components/Icon.tsx";
import { Tag } from "../components/Tag.tsx";
import { useInsights } from "../lib/insights-context.tsx";

type TaggedAccount = Pick<DormantUser, "privileged" | "account_type" | "state">;

/** What kind of account it is, where that is not the ordinary one. */
export function AccountTags({ user }: { user: TaggedAccount }) {
  const { messages } = useInsights();
  const words = messages.insights.tag;
  const kind = messages.accountType[user.account_type];
  return (
    <>
      {user.privileged ? (
        <Tag tone="warning" icon={<Icon name="admin" />}>
          {words.privileged}
        </Tag>
      ) : null}
      {kind ? <Tag tone="info">{kind}</Tag> : null}
      {user.state === "never_active" ? <Tag>{words.neverActive}</Tag> : null}
    </>
  );
}
