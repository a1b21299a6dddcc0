import Box from "@mui/material/Box";
import Drawer from "@mui/material/Drawer";
import { useEffect, useState } from "react";
import { navigate, useLocation } from "./location.ts";
import { navigationOf, PROFILE360 } from "./navigation.tsx";
import { Access } from "./pages/Access.tsx";
import { Overview } from "./pages/Overview.tsx";
import { PlainPage } from "./pages/PlainPage.tsx";
import { RemotePage } from "./RemotePage.tsx";
import type { RuntimeConfig } from "./runtime-config.ts";
import { SideNavigation } from "./SideNavigation.tsx";
import type { Session } from "./session.ts";
import { TopBar } from "./TopBar.tsx";
import { useProfile360 } from "./use-profile360.ts";

const NAVIGATION_WIDTH = 232;

interface HostProps {
  readonly config: RuntimeConfig;
  readonly session: Session;
  readonly onSignOut: () => void;
}

/** TrustX around its pages: its own, and those a remote adds to the Profile360 section. */
export function Host({ config, session, onSignOut }: HostProps) {
  const { remote, retry } = useProfile360(config.remoteEntry);
  const { pathname, searchParams } = useLocation();
  const [menuOpen, setMenuOpen] = useState(false);
  useEffect(() => {
    if (pathname === "/" || pathname === PROFILE360) navigate(`${PROFILE360}/dormant-users`);
  }, [pathname]);

  const navigation = (
    <SideNavigation
      groups={navigationOf(remote, session.scopes)}
      path={pathname}
      remote={remote}
      onRetry={retry}
      onGo={() => setMenuOpen(false)}
    />
  );
  return (
    <Box sx={{ minHeight: "100dvh" }}>
      <TopBar tenant={session.tenant} onMenu={() => setMenuOpen(true)} onSignOut={onSignOut} />
      <Drawer
        open={menuOpen}
        onClose={() => setMenuOpen(false)}
        slotProps={{ paper: { sx: { width: NAVIGATION_WIDTH } } }}
      >
        {navigation}
      </Drawer>
      <Box sx={{ display: "flex" }}>
        <Box
          sx={{
            display: { xs: "none", md: "block" },
            position: "sticky",
            top: 56,
            height: "calc(100dvh - 56px)",
            overflowY: "auto",
            flex: "none",
            width: NAVIGATION_WIDTH,
            bgcolor: "background.paper",
            borderInlineEnd: 1,
            borderColor: "divider",
          }}
        >
          {navigation}
        </Box>
        <Box component="main" sx={{ flex: 1, minWidth: 0, p: { xs: 2, md: 3 }, maxWidth: 1360, marginInline: "auto" }}>
          <Page
            pathname={pathname}
            search={searchParams}
            config={config}
            session={session}
            remote={remote}
            onRetry={retry}
          />
        </Box>
      </Box>
    </Box>
  );
}

interface PageProps {
  readonly pathname: string;
  readonly search: URLSearchParams;
  readonly config: RuntimeConfig;
  readonly session: Session;
  readonly remote: ReturnType<typeof useProfile360>["remote"];
  readonly onRetry: () => void;
}

function Page({ pathname, search, config, session, remote, onRetry }: PageProps) {
  if (pathname === `${PROFILE360}/overview`) return <Overview tenant={session.tenant} />;
  if (pathname === `${PROFILE360}/access`) return <Access account={search.get("account")} />;
  if (pathname === "/governance/reviews")
    return (
      <PlainPage title="Access reviews" text="No review is open. The next one starts on the first of the month." />
    );
  if (pathname === "/governance/sources")
    return <PlainPage title="Sources" text="Identity providers that deliver accounts to this organisation." />;
  if (pathname.startsWith(`${PROFILE360}/`)) {
    const path = pathname.slice(PROFILE360.length + 1);
    return <RemotePage path={path} config={config} session={session} remote={remote} onRetry={onRetry} />;
  }
  return <PlainPage title="Page not found" text="This address leads nowhere. Choose a page from the menu." />;
}
