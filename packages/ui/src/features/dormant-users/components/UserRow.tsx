import type { DormantUser } from "@dormant-users/shared-types";
import { memo } from "react";
import { Address } from "../../../components/Address.tsx";
import { Icon } from "../../../components/Icon.tsx";
import { Tag } from "../../../components/Tag.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";

// Spoken outright: in a narrow box CSS gives rows another `display`, and with it takes away the role they imply.
const ROW = { role: "row" } as const;
const CELL = { role: "cell" } as const;

/**
 * One user. Plain cells, styled by the table: MUI's would be five styled components a row, hundreds a page. Names come from outside: `bdi` keeps a right-to-left one from turning its neighbours round.
 */
export const UserRow = memo(function UserRow({ user }: { user: DormantUser }) {
  return (
    <tr {...ROW} data-user-id={user.user_id}>
      <EmailCell user={user} />
      <NameCell user={user} />
      <DaysCell user={user} />
      <LastActiveCell user={user} />
    </tr>
  );
});

function EmailCell({ user }: { user: DormantUser }) {
  const { messages, onNavigate, onEvent } = useInsights();
  const words = messages.table;
  const shown = user.email ?? user.external_id;
  const sources = user.sources.map(messages.source).join(" · ");
  return (
    <td {...CELL} className="du-cell-email">
      {onNavigate ? (
        <button
          type="button"
          className="du-open"
          title={shown}
          aria-label={words.openUser(shown)}
          onClick={() => {
            onEvent({ type: "user_opened" });
            onNavigate({ kind: "user", userId: user.user_id, externalId: user.external_id });
          }}
        >
          <bdi>{user.email === null ? shown : <Address email={user.email} />}</bdi>
        </button>
      ) : (
        <span className="du-line du-strong" title={shown}>
          <bdi>{user.email === null ? shown : <Address email={user.email} />}</bdi>
        </span>
      )}
      <span className={user.email === null ? "du-line du-muted" : "du-line du-muted du-wide-only"} title={sources}>
        {user.email === null ? `${words.noEmail} · ` : null}
        <bdi>{sources}</bdi>
      </span>
    </td>
  );
}

function NameCell({ user }: { user: DormantUser }) {
  const { messages } = useInsights();
  const words = messages.table;
  const kind = messages.accountType[user.account_type];
  return (
    <td {...CELL} className="du-cell-name">
      <span className="du-who">
        {user.name === null ? (
          <span className="du-line du-absent">{words.noName}</span>
        ) : (
          <span className="du-line" title={user.name}>
            <bdi>{user.name}</bdi>
          </span>
        )}
        {user.privileged ? (
          <Tag tone="warning" icon={<Icon name="admin" />}>
            {words.privileged}
          </Tag>
        ) : null}
        {kind ? <Tag tone="info">{kind}</Tag> : null}
        {user.state === "never_active" ? <Tag>{words.neverActive}</Tag> : null}
      </span>
      {user.department === null ? null : (
        <span className="du-line du-muted" title={user.department}>
          <bdi>{user.department}</bdi>
        </span>
      )}
    </td>
  );
}

function DaysCell({ user }: { user: DormantUser }) {
  const { messages, formats } = useInsights();
  const words = messages.table;
  const { days_inactive: days, days_inactive_is_minimum: isMinimum } = user;
  return (
    <td {...CELL} className="du-cell-days du-num">
      <span className="du-days" {...(isMinimum ? { title: words.atLeast } : {})}>
        {days === null ? words.unknownDays : isMinimum ? words.minimum(days) : formats.number(days)}
      </span>
      <span className="du-unit"> {messages.threshold.unit}</span>
    </td>
  );
}

function LastActiveCell({ user }: { user: DormantUser }) {
  const { messages, formats } = useInsights();
  const words = messages.table;
  if (user.last_active_at !== null) {
    const source = user.last_active_source;
    const basis = [messages.basis[user.last_active_basis], ...(source ? [messages.source(source)] : [])].join(", ");
    return (
      <td {...CELL} className="du-cell-last">
        <time className="du-line" dateTime={user.last_active_at} title={formats.dateTime(user.last_active_at)}>
          {user.days_inactive === null ? formats.date(user.last_active_at) : formats.daysAgo(user.days_inactive)}
        </time>
        <span className="du-line du-muted" title={basis}>
          {formats.date(user.last_active_at)} · {basis}
        </span>
      </td>
    );
  }
  const never = user.state === "never_active" || user.reason === "never_signed_in";
  return (
    <td {...CELL} className="du-cell-last">
      <span className="du-line">{never ? words.neverSignedIn : words.activityUnknown}</span>
      <span className="du-line du-muted">
        {user.account_start_at ? words.accountFrom(user.account_start_at) : words.accountStartUnknown}
      </span>
    </td>
  );
}
