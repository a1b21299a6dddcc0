import type { DormantUserDetail } from "@dormant-users/shared-types";
import ArrowBackIcon from "@mui/icons-material/ArrowBack";
import CheckIcon from "@mui/icons-material/Check";
import ChevronLeftIcon from "@mui/icons-material/ChevronLeft";
import ChevronRightIcon from "@mui/icons-material/ChevronRight";
import CloseIcon from "@mui/icons-material/Close";
import LinkIcon from "@mui/icons-material/Link";
import OpenInNewIcon from "@mui/icons-material/OpenInNew";
import { type ReactElement, useState } from "react";
import { Button, IconButton } from "../../../components/Button.tsx";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useDetailWords } from "../detail-words.tsx";
import type { UserTrail } from "../hooks/use-user-trail.ts";

interface HeaderButtonsProps {
  /** Undefined while on its way, and where there is no such user. */
  readonly user: Pick<DormantUserDetail, "user_id" | "external_id"> | undefined;
  readonly trail: UserTrail;
  readonly link: string | undefined;
  readonly onClose: () => void;
}

/** The way back, along, out, and to here again. */
export function HeaderButtons({ user, trail, link, onClose }: HeaderButtonsProps) {
  const { formats, onNavigate } = useInsights();
  const words = useDetailWords().header;
  const isRtl = formats.direction === "rtl";
  const Backward = isRtl ? ChevronRightIcon : ChevronLeftIcon;
  const Forward = isRtl ? ChevronLeftIcon : ChevronRightIcon;
  return (
    <div className="du-buttons">
      {trail.back ? (
        <Button
          size="small"
          color="inherit"
          startIcon={<ArrowBackIcon sx={isRtl ? { transform: "scaleX(-1)" } : {}} />}
          onClick={trail.back}
        >
          {words.back}
        </Button>
      ) : null}
      {trail.position ? (
        <>
          <StepButton label={words.previous} onStep={trail.previous}>
            <Backward />
          </StepButton>
          <span className="du-position">{words.position(trail.position.index, trail.position.total)}</span>
          <StepButton label={words.next} onStep={trail.next}>
            <Forward />
          </StepButton>
        </>
      ) : null}
      <span className="du-leave" />
      {onNavigate ? (
        <IconButton
          size="small"
          aria-label={words.openAccount}
          title={words.openAccount}
          // Keeps its place, and the focus of whoever is on it, while the next user is on the way.
          aria-disabled={user === undefined}
          onClick={() => {
            if (user) onNavigate({ kind: "user", userId: user.user_id, externalId: user.external_id });
          }}
        >
          <OpenInNewIcon sx={isRtl ? { transform: "scaleX(-1)" } : {}} />
        </IconButton>
      ) : null}
      {link ? <CopyLink key={link} link={link} /> : null}
      <IconButton size="small" aria-label={words.close} title={words.close} onClick={onClose}>
        <CloseIcon />
      </IconButton>
    </div>
  );
}

interface StepButtonProps {
  readonly label: string;
  readonly onStep: (() => void) | undefined;
  readonly children: ReactElement;
}

function StepButton({ label, onStep, children }: StepButtonProps) {
  return (
    <IconButton
      size="small"
      aria-label={label}
      title={label}
      // Stays focusable at the ends: a disabled button would drop the focus of whoever just pressed it.
      aria-disabled={onStep === undefined}
      onClick={() => onStep?.()}
    >
      {children}
    </IconButton>
  );
}

function CopyLink({ link }: { link: string }) {
  const words = useDetailWords().header;
  const [copied, setCopied] = useState(false);
  // Absent on pages served without TLS; the address bar has the link there.
  const clipboard = globalThis.navigator?.clipboard;
  if (!clipboard) return null;
  const label = copied ? words.linkCopied : words.copyLink;
  return (
    <IconButton
      size="small"
      aria-label={label}
      title={label}
      onClick={() => void clipboard.writeText(link).then(() => setCopied(true))}
    >
      {copied ? <CheckIcon /> : <LinkIcon />}
    </IconButton>
  );
}
