import type { DormantUserDetail } from "@dormant-users/shared-types";
import { visuallyHidden } from "../../../components/visually-hidden.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { Section } from "../components/Section.tsx";
import { useDetailWords } from "../detail-words.tsx";
import { RhythmChart } from "./RhythmChart.tsx";
import { activeDaysByMonth, rhythmScale } from "./rhythm-scale.ts";
import { useWidth } from "./use-width.ts";

interface RhythmSectionProps {
  readonly user: DormantUserDetail;
  /** For where there is no layout to measure. */
  readonly unmeasuredWidth?: number;
}

/** How this account usually comes and goes, how long it has not, and how likely it is to come back. */
export function RhythmSection({ user, unmeasuredWidth = 560 }: RhythmSectionProps) {
  const words = useDetailWords().rhythm;
  const [frame, width] = useWidth(unmeasuredWidth);
  const measuredAt = user.measured_at ?? user.as_of;
  const { quiet, usual } = useSilence(user);
  const silence = usual ? `${quiet} · ${usual}` : quiet;
  const hasPicture = user.activity_days.length > 0 && measuredAt !== null;
  return (
    <Section title={words.title}>
      <div ref={frame}>
        {hasPicture ? (
          <RhythmChart
            days={user.activity_days}
            scale={rhythmScale(user.activity_days, Date.parse(measuredAt))}
            width={width}
            lastActiveMs={user.last_active_at ? Date.parse(user.last_active_at) : undefined}
            silence={quiet}
            label={words.chart(user.activity_days.length, silence)}
          />
        ) : (
          <p>{words.never}</p>
        )}
      </div>
      <p style={{ marginTop: 6 }}>
        {hasPicture ? <strong>{silence}. </strong> : null}
        <ReturnSentence user={user} />
      </p>
      {hasPicture ? (
        <p className="du-muted">
          {words.rows}
          {user.activity_days_total > user.activity_days.length
            ? ` ${words.shortened(user.activity_days.length, user.activity_days_total)}`
            : null}
        </p>
      ) : null}
      {hasPicture ? <ActivityTable user={user} /> : null}
    </Section>
  );
}

function useSilence(user: DormantUserDetail): { quiet: string; usual?: string } {
  const words = useDetailWords().rhythm;
  const days = user.days_inactive;
  if (user.last_active_at === null || days === null) return { quiet: words.never };
  const quiet = user.days_inactive_is_minimum ? words.quietMinimum(days) : words.quiet(days);
  const gap = user.typical_gap_days;
  return gap ? { quiet, usual: words.usual(gap.low, gap.high) } : { quiet };
}

function ReturnSentence({ user }: { user: DormantUserDetail }) {
  const { formats } = useInsights();
  const words = useDetailWords().rhythm;
  const { return_probability: probability, return_basis: basis } = user;
  if (probability === null) return words.unknown;
  const share = words.likely(formats.wholePercent(probability));
  return basis ? `${share} (${words.basis(basis.similar_silences, basis.returned)}).` : `${share}.`;
}

function ActivityTable({ user }: { user: DormantUserDetail }) {
  const { formats } = useInsights();
  const words = useDetailWords().rhythm;
  return (
    <table style={visuallyHidden}>
      <caption>{words.table}</caption>
      <thead>
        <tr>
          <th scope="col">{words.month}</th>
          <th scope="col">{words.activeDays}</th>
        </tr>
      </thead>
      <tbody>
        {activeDaysByMonth(user.activity_days).map(([month, count]) => (
          <tr key={month}>
            <th scope="row">{formats.monthAndYear(Date.parse(`${month}-01`))}</th>
            <td>{formats.number(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
