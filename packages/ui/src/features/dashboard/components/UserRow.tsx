import type { DormantUser } from "@dormant-users/shared-types";
import { memo } from "react";
import { Address } from "../../../components/Address.tsx";
import { Tag } from "../../../components/Tag.tsx";
import { AccountTags } from "../../../insights/AccountTags.tsx";
import { Confidence } from "../../../insights/Confidence.tsx";
import { nameOfSubject as nameOf } from "../../../insights/decisions/use-decisions.ts";
import { isRiskPresent } from "../../../insights/present-risk.ts";
import { ReturnMeter } from "../../../insights/ReturnMeter.tsx";
import { RiskChip } from "../../../insights/RiskChip.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import { RowReasons } from "./RowReasons.tsx";

// Spoken outright: laid out as a grid, rows and cells lose the role that a table's display would give them.
const ROW = { role: "row" } as const;
const CELL = { role: "cell" } as const;

export interface RowActions {
  readonly onToggle: ((user: DormantUser, range: boolean) => void) | undefined;
  readonly onOpen: (user: DormantUser) => void;
  /** Undefined, as `onToggle`, for who may only look. `button` is where the choice hangs from. */
  readonly onDecide: ((user: DormantUser, button: HTMLElement) => void) | undefined;
}

interface UserRowProps extends RowActions {
  readonly user: DormantUser;
  /** Place in the page, from 0. */
  readonly index: number;
  /** Place among all that match, from 1, the head counted. */
  readonly rowIndex: number;
  readonly top: number;
  readonly selected: boolean;
  readonly measure: (row: HTMLElement | null) => void;
}

/** One user. Names come from outside: `bdi` keeps a right-to-left one from turning its neighbours round. */
export const UserRow = memo(function UserRow(props: UserRowProps) {
  const { user, index, rowIndex, top, selected, measure, onToggle, onOpen, onDecide } = props;
  const { messages } = useInsights();
  const words = messages.dashboard.list;
  const name = nameOf(user);
  const concluded = isRiskPresent(user.state);
  const risk = concluded ? user.risk_level : undefined;
  return (
    <tr
      {...ROW}
      // The focus comes by the list's keys: a stop at each row would be 50 on the way through the page.
      tabIndex={-1}
      ref={measure}
      data-index={index}
      data-user-id={user.user_id}
      aria-rowindex={rowIndex}
      aria-selected={selected}
      className={`du-row ${risk ? `du-${risk}` : ""} ${selected ? "du-selected" : ""}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <td {...CELL} className="du-cell du-cell-select">
        {onToggle ? (
          <label className="du-tick">
            <input
              type="checkbox"
              aria-label={words.select(name)}
              checked={selected}
              onChange={(event) => onToggle(user, (event.nativeEvent as MouseEvent).shiftKey === true)}
            />
          </label>
        ) : null}
      </td>
      <td {...CELL} className="du-cell du-cell-user">
        <span className="du-who">
          <span className={user.name === null ? "du-name du-absent" : "du-name"} title={name}>
            <bdi>{user.name ?? messages.table.noName}</bdi>
          </span>
          <AccountTags user={user} />
        </span>
        <span className="du-line du-muted" title={user.email ?? user.external_id}>
          <bdi>{user.email === null ? user.external_id : <Address email={user.email} />}</bdi>
        </span>
        <span className="du-line du-muted">
          {user.department ? (
            <>
              <bdi>{user.department}</bdi> ·{" "}
            </>
          ) : null}
          <bdi>{user.sources.map(messages.source).join(", ")}</bdi>
        </span>
      </td>
      <td {...CELL} className="du-cell du-cell-risk du-stack">
        {concluded ? <RiskChip level={risk} /> : null}
        {concluded && typeof user.confidence === "number" ? (
          <span className="du-muted">
            <Confidence
              value={user.confidence}
              source={user.insight_source}
              insufficientEvidence={user.insufficient_evidence}
            />
          </span>
        ) : null}
        {concluded && user.insight_stale ? (
          <span title={messages.insights.staleTitle}>
            <Tag tone="warning">{messages.insights.tag.stale}</Tag>
          </span>
        ) : null}
      </td>
      <DaysCell user={user} />
      <td {...CELL} className="du-cell du-cell-return" data-label={words.willReturn}>
        <ReturnMeter probability={user.return_probability} />
      </td>
      <td {...CELL} className="du-cell du-cell-why">
        {concluded ? <RowReasons user={user} /> : <span className="du-muted">{words.past}</span>}
      </td>
      <td {...CELL} className="du-cell du-cell-act">
        <button type="button" className="du-act" aria-label={words.openUser(name)} onClick={() => onOpen(user)}>
          {words.details}
        </button>
        <DecisionButton user={user} onDecide={onDecide} />
      </td>
    </tr>
  );
});

function DaysCell({ user }: { user: DormantUser }) {
  const { messages, formats } = useInsights();
  const words = messages.table;
  const { days_inactive: days, last_active_at: last, typical_gap_days: gap } = user;
  const never = user.state === "never_active" || user.reason === "never_signed_in";
  return (
    <td {...CELL} className="du-cell du-cell-days">
      <span className="du-days">
        {days === null
          ? messages.dashboard.list.unknownDays
          : user.days_inactive_is_minimum
            ? words.minimum(days)
            : formats.number(days)}
      </span>
      {days === null ? null : <span className="du-muted"> {messages.dashboard.list.daysUnit(days)}</span>}
      <span className="du-line du-muted du-when" title={last ? formats.dateTime(last) : undefined}>
        {last
          ? formats.date(last)
          : never && user.account_start_at
            ? words.accountFrom(user.account_start_at)
            : never
              ? words.accountStartUnknown
              : words.activityUnknown}
      </span>
      {gap ? <span className="du-line du-muted du-when">{messages.insights.returns.usual(gap)}</span> : null}
    </td>
  );
}

function DecisionButton({ user, onDecide }: { user: DormantUser; onDecide: RowActions["onDecide"] }) {
  const { messages, formats } = useInsights();
  const words = messages.insights.decision;
  const { decision } = user;
  const text = decision ? words.standing[decision.kind] : words.menu;
  const until = decision?.until ? ` ${formats.dayMonth(decision.until)}` : "";
  const title = decision
    ? [
        decision.until ? words.until(decision.until) : "",
        decision.decided_by ? words.by(decision.decided_by, decision.decided_at) : "",
      ]
        .filter(Boolean)
        .join(" · ")
    : undefined;
  if (!onDecide) {
    return decision ? (
      <span className="du-decided" title={title}>
        {text}
        {until ? <span className="du-muted">{until}</span> : null}
      </span>
    ) : null;
  }
  return (
    <button
      type="button"
      className={decision ? "du-act du-quiet du-decided" : "du-act du-quiet"}
      aria-haspopup="menu"
      aria-label={decision ? `${text}${until}. ${words.menuFor(nameOf(user))}` : words.menuFor(nameOf(user))}
      title={title}
      onClick={(event) => onDecide(user, event.currentTarget)}
    >
      {text}
      {until ? <span className="du-muted">{until}</span> : null}
      <span aria-hidden className="du-more">
        ▼
      </span>
    </button>
  );
}
