import type { Exemption } from "@dormant-users/shared-types";
import CloseIcon from "@mui/icons-material/Close";
import Box from "@mui/material/Box";
import CircularProgress from "@mui/material/CircularProgress";
import Drawer from "@mui/material/Drawer";
import Typography from "@mui/material/Typography";
import { type ReactNode, useId } from "react";
import { Alert, DismissButton } from "../../../components/Alert.tsx";
import { IconButton } from "../../../components/Button.tsx";
import { ErrorPanel } from "../../../components/ErrorPanel.tsx";
import { UNVEILED } from "../../../components/unveiled.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { useMay } from "../../../lib/use-may.ts";
import { useExemptions } from "../hooks/use-exemptions.ts";
import { AddExemption } from "./AddExemption.tsx";
import { SetAside } from "./SetAside.tsx";
import { SetAsideItem } from "./SetAsideItem.tsx";

interface ExemptionsDrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Everybody who is not judged, why and until when; and the way to add to them or take them out. */
export function ExemptionsDrawer({ open, onClose }: ExemptionsDrawerProps) {
  const { formats, lang } = useInsights();
  const titleId = useId();
  return (
    <Drawer
      anchor="right"
      open={open}
      onClose={onClose}
      dir={formats.direction}
      lang={lang}
      slotProps={{
        paper: {
          role: "dialog",
          "aria-modal": true,
          "aria-labelledby": titleId,
          sx: { ...UNVEILED, width: "min(480px, 100vw)", p: 3, pt: 2 },
        },
      }}
    >
      {open ? <Content titleId={titleId} onClose={onClose} /> : null}
    </Drawer>
  );
}

function Content({ titleId, onClose }: { titleId: string; onClose: () => void }) {
  const { messages } = useInsights();
  const words = messages.dashboard.exemptions;
  const { settings, nameOf, loading, error, refetch, save, saving, saveError, dismissError } = useExemptions();
  const maySet = useMay("settings:write");
  const rules = settings?.exemptions ?? [];
  const without = (gone: Exemption) => rules.filter((rule) => rule !== gone);
  return (
    <Box sx={{ display: "grid", gap: 3, alignContent: "start" }}>
      <Box sx={{ display: "flex", alignItems: "flex-start", gap: 1 }}>
        <Box sx={{ flex: 1 }}>
          <Typography id={titleId} component="h2" sx={{ fontSize: "1.25rem", fontWeight: 700 }}>
            {words.title}
          </Typography>
          <Typography sx={{ fontSize: "0.8125rem", color: "text.secondary", textWrap: "pretty" }}>
            {words.intro}
          </Typography>
        </Box>
        <IconButton aria-label={words.close} onClick={onClose} edge="end">
          <CloseIcon />
        </IconButton>
      </Box>
      {saveError ? (
        <Alert
          severity={saveError.status === 412 ? "warning" : "error"}
          action={<DismissButton onClick={dismissError} />}
        >
          {saveError.status === 412
            ? words.changedMeanwhile
            : saveError.status === 403
              ? words.forbidden
              : messages.error.body(saveError)}
        </Alert>
      ) : null}
      <Part title={words.rules} empty={settings && rules.length === 0 ? words.noRules : undefined}>
        {error ? <ErrorPanel error={error} onRetry={refetch} /> : null}
        {loading && !settings ? <CircularProgress size={24} aria-label={words.loading} /> : null}
        {rules.map((rule) => (
          <SetAsideItem
            key={`${rule.kind} ${rule.value}`}
            kind={words.kind[rule.kind]}
            name={rule.kind === "user" ? nameOf(rule.value) : rule.value}
            reason={rule.reason}
            until={rule.until}
            removeLabel={words.remove}
            disabled={saving}
            onRemove={maySet ? () => save({ exemptions: without(rule) }) : undefined}
          />
        ))}
        {settings && maySet ? (
          <AddExemption
            saving={saving}
            onAdd={(rule) => save({ exemptions: [...rules.filter((each) => !isSame(each, rule)), rule] })}
          />
        ) : null}
        {maySet ? null : <Box sx={{ fontSize: "0.8125rem", color: "text.secondary" }}>{words.mayNotChange}</Box>}
        {settings && settings.exempt_account_types.length > 0 ? (
          <Box sx={{ fontSize: "0.8125rem", color: "text.secondary" }}>
            {words.byKind(
              settings.exempt_account_types.map((type) => messages.dashboard.filters.type[type]).join(", "),
            )}
          </Box>
        ) : null}
      </Part>
      <Part title={words.snoozed}>
        <SetAside kind="snooze" empty={words.noneSnoozed} />
      </Part>
      <Part title={words.decided}>
        <SetAside kind="exempt" empty={words.noneDecided} />
      </Part>
    </Box>
  );
}

const isSame = (a: Exemption, b: Exemption) => a.kind === b.kind && a.value === b.value;

function Part({ title, empty, children }: { title: string; empty?: string | undefined; children: ReactNode }) {
  const titleId = useId();
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ display: "grid", gap: 1.25 }}>
      <Typography id={titleId} component="h3" sx={{ fontSize: "0.9375rem", fontWeight: 700 }}>
        {title}
      </Typography>
      {empty ? <Box sx={{ fontSize: "0.875rem", color: "text.secondary" }}>{empty}</Box> : null}
      {children}
    </Box>
  );
}
