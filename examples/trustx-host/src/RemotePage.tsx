import CloudOffOutlinedIcon from "@mui/icons-material/CloudOffOutlined";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import CircularProgress from "@mui/material/CircularProgress";
import Paper from "@mui/material/Paper";
import Typography from "@mui/material/Typography";
import { Component, type ReactNode, useEffect, useState } from "react";
import { navigate } from "./location.ts";
import { PROFILE360 } from "./navigation.tsx";
import { PlainPage } from "./pages/PlainPage.tsx";
import type { Profile360Route } from "./remotes/dormant-users";
import type { RuntimeConfig } from "./runtime-config.ts";
import type { Session } from "./session.ts";
import type { RemoteState } from "./use-profile360.ts";
import { useRemotePage } from "./use-remote-page.ts";

const SLOW_AFTER_MS = 4_000;

interface RemotePageProps {
  readonly path: string;
  readonly config: RuntimeConfig;
  readonly session: Session;
  readonly remote: RemoteState;
  readonly onRetry: () => void;
}

/** A page of the remote's, or a calm word about why it is not there. */
export function RemotePage({ path, config, session, remote, onRetry }: RemotePageProps) {
  if (remote.status === "loading") return <Waiting />;
  if (remote.status === "unavailable") return <Unavailable reason={remote.reason} onRetry={onRetry} />;
  const route = remote.section.routes.find((candidate) => candidate.path === path);
  if (!route)
    return <PlainPage title="Page not found" text="This address leads nowhere. Choose a page from the menu." />;
  return (
    <Boundary key={route.id} onRetry={onRetry}>
      <Mounted route={route} config={config} session={session} />
    </Boundary>
  );
}

function Mounted({ route, config, session }: { route: Profile360Route; config: RuntimeConfig; session: Session }) {
  const { page: Remote, failure, retry } = useRemotePage(route);
  if (failure) return <Unavailable reason={failure} onRetry={retry} />;
  if (!Remote) return <Waiting />;
  return (
    <Remote
      apiBase={config.apiBase}
      tenant={session.tenant.id}
      getAccessToken={session.getAccessToken}
      locale={navigator.language}
      titleLevel={1}
      onNavigate={(target) => {
        if (target.kind === "user") navigate(`${PROFILE360}/access?account=${encodeURIComponent(target.externalId)}`);
      }}
    />
  );
}

class Boundary extends Component<{ onRetry: () => void; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Unavailable
        reason="It could not be shown."
        onRetry={() => {
          this.props.onRetry();
          this.setState({ failed: false });
        }}
      />
    );
  }
}

function Waiting() {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Box role="status" sx={{ py: 10, display: "grid", justifyItems: "center", gap: 2, color: "text.secondary" }}>
      <CircularProgress aria-label="Loading the page" />
      <span>{slow ? "This takes longer than usual. You can go on with another page meanwhile." : ""}</span>
    </Box>
  );
}

function Unavailable({ reason, onRetry }: { reason: string; onRetry: () => void }) {
  return (
    <Paper
      variant="outlined"
      role="alert"
      sx={{ p: { xs: 4, sm: 6 }, display: "grid", justifyItems: "center", gap: 1, textAlign: "center" }}
    >
      <CloudOffOutlinedIcon color="disabled" sx={{ fontSize: 40 }} />
      <Typography component="h1" sx={{ fontSize: "1.125rem", fontWeight: 600 }}>
        This page is unavailable right now
      </Typography>
      <Typography sx={{ maxWidth: "48ch", fontSize: "0.875rem", color: "text.secondary" }}>
        {reason} Everything else in TrustX works as usual.
      </Typography>
      <Button variant="outlined" sx={{ mt: 1 }} onClick={onRetry}>
        Try again
      </Button>
    </Paper>
  );
}
