import Dialog from "@mui/material/Dialog";
import { styled } from "@mui/material/styles";
import useMediaQuery from "@mui/material/useMediaQuery";
import { type KeyboardEvent, useId } from "react";
import { Announcer } from "../../../components/Announcer.tsx";
import { UNVEILED } from "../../../components/unveiled.ts";
import { isRiskPresent } from "../../../insights/present-risk.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useDetailWords, WithDetailWords } from "../detail-words.tsx";
import { useUserDetail } from "../hooks/use-user-detail.ts";
import { type UserTrail, useUserTrail } from "../hooks/use-user-trail.ts";
import { DecideFooter } from "./DecideFooter.tsx";
import { DetailHeader, nameOf } from "./DetailHeader.tsx";
import { DetailProblem } from "./DetailProblem.tsx";
import { DetailSkeleton } from "./DetailSkeleton.tsx";
import { detailStyles } from "./detail-styles.ts";
import { UserDetail } from "./UserDetail.tsx";

const Page = styled("div")(({ theme }) => ({ fontFamily: theme.typography.fontFamily, ...detailStyles(theme) }));

const WINDOW = { width: "min(1180px, 100%)", height: "min(900px, 100%)", borderRadius: "12px", m: 3 } as const;

export interface DormantUserDetailModalProps {
  readonly userId: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** The list the user was opened from, in its order: what "next" and "previous" mean. */
  readonly siblings?: readonly string[] | undefined;
  /** Another user is shown now. Pass it back as `userId`, or leave it: the modal finds its way alone. */
  readonly onUserChange?: ((userId: string) => void) | undefined;
  /** The address at which this user opens again; absent: no link is offered. */
  readonly linkOf?: ((userId: string) => string) | undefined;
}

/** Everything about one user, over whatever page it was opened from. */
export function DormantUserDetailModal(props: DormantUserDetailModalProps) {
  return (
    <WithDetailWords>
      <DetailDialog {...props} />
    </WithDetailWords>
  );
}

function DetailDialog(props: DormantUserDetailModalProps) {
  const { userId, open, onClose, siblings = [], onUserChange, linkOf } = props;
  const { formats, lang } = useInsights();
  const words = useDetailWords();
  const isSmall = useMediaQuery("(max-width: 699.95px)");
  const titleId = useId();
  const trail = useUserTrail({ userId, siblings, onUserChange });
  const { detail, error, isFetching, refetch } = useUserDetail(trail.userId, open);
  const isLoading = isFetching && !detail;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      fullScreen={isSmall}
      maxWidth={false}
      aria-labelledby={titleId}
      dir={formats.direction}
      lang={lang}
      onKeyDown={(event) => stepByArrow(event, trail, formats.direction === "rtl")}
      slotProps={{
        paper: { sx: { ...UNVEILED, ...(isSmall ? {} : WINDOW) } },
      }}
    >
      <Page>
        <DetailHeader
          titleId={titleId}
          user={detail}
          loading={isLoading}
          trail={trail}
          link={linkOf?.(trail.userId)}
          onClose={onClose}
        />
        {error && !isFetching ? (
          <DetailProblem error={error} onRetry={refetch} hasContent={detail !== undefined} />
        ) : null}
        {detail ? (
          <UserDetail key={detail.user_id} user={detail} onOpenUser={trail.open} />
        ) : isLoading ? (
          <DetailSkeleton />
        ) : null}
        {detail ? <DecideFooter subject={detail} isDormant={isRiskPresent(detail.state)} /> : null}
        <Announcer message={detail ? words.header.shown(nameOf(detail)) : isLoading ? words.loading : ""} />
      </Page>
    </Dialog>
  );
}

/** The arrows lead along the list, unless they mean something where the focus is. */
function stepByArrow(event: KeyboardEvent, trail: UserTrail, isRtl: boolean): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
  const target = event.target as HTMLElement;
  // Events of menus and dialogs opened from here bubble through React, not through the document.
  if (!event.currentTarget.contains(target)) return;
  if (target.closest("input, textarea, select, [role=menu], [role=radiogroup], [contenteditable]")) return;
  const forward = isRtl ? "ArrowLeft" : "ArrowRight";
  const backward = isRtl ? "ArrowRight" : "ArrowLeft";
  const step = event.key === forward ? trail.next : event.key === backward ? trail.previous : undefined;
  if (!step) return;
  event.preventDefault();
  step();
}
