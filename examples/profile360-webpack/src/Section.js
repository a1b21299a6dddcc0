import AppBar from "@mui/material/AppBar";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import List from "@mui/material/List";
import ListItem from "@mui/material/ListItem";
import ListItemButton from "@mui/material/ListItemButton";
import ListItemText from "@mui/material/ListItemText";
import Toolbar from "@mui/material/Toolbar";
import Typography from "@mui/material/Typography";
import { ErrorBoundary } from "./ErrorBoundary.js";
import { navigate, useAddress } from "./location.js";
import { DormantUsers } from "./pages/DormantUsers.js";
import { Overview } from "./pages/Overview.js";
import { Settings } from "./pages/Settings.js";
import { Users } from "./pages/Users.js";

const PAGES = [
  { path: "/profile360/overview", label: "Overview", Page: Overview },
  { path: "/profile360/users", label: "Users", Page: Users },
  { path: "/profile360/dormant-users", label: "Dormant users", Page: DormantUsers },
  { path: "/profile360/settings", label: "Settings", Page: Settings },
];

/** The Profile360 section: its own pages, and one that a remote fills. */
export function Section({ config, session, onSignOut }) {
  const { pathname, searchParams } = useAddress();
  const current = PAGES.find(({ path }) => path === pathname) ?? PAGES[0];
  return (
    <>
      <AppBar position="sticky" elevation={0} sx={{ bgcolor: "#2a1540" }}>
        <Toolbar variant="dense" sx={{ gap: 2 }}>
          <Typography sx={{ fontWeight: 700 }}>TrustX</Typography>
          <Typography variant="body2" noWrap sx={{ flex: 1, textAlign: "end" }}>
            {session.tenant}
          </Typography>
          <Button color="inherit" size="small" onClick={onSignOut} sx={{ flex: "none" }}>
            Sign out
          </Button>
        </Toolbar>
      </AppBar>
      <Box sx={{ display: { md: "flex" }, alignItems: "flex-start" }}>
        <Navigation current={current.path} />
        <Box component="main" sx={{ flex: 1, minWidth: 0, maxWidth: 1360, mx: "auto", p: { xs: 2, md: 3 } }}>
          <ErrorBoundary key={current.path}>
            <current.Page config={config} session={session} account={searchParams.get("account")} />
          </ErrorBoundary>
        </Box>
      </Box>
    </>
  );
}

function Navigation({ current }) {
  return (
    <Box component="nav" aria-label="Profile360" sx={{ flex: "none", width: { md: 220 }, p: 1.5 }}>
      <List dense disablePadding sx={{ display: { xs: "flex", md: "block" }, overflowX: "auto" }}>
        {PAGES.map(({ path, label }) => (
          <ListItem key={path} disablePadding sx={{ width: { xs: "auto", md: "100%" } }}>
            <ListItemButton
              component="a"
              href={path}
              selected={path === current}
              aria-current={path === current ? "page" : undefined}
              onClick={(event) => {
                // A new tab is the browser's business.
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                navigate(path);
              }}
              sx={{ borderRadius: 1, px: { xs: 1.25, md: 2 }, whiteSpace: "nowrap" }}
            >
              <ListItemText primary={label} />
            </ListItemButton>
          </ListItem>
        ))}
      </List>
    </Box>
  );
}
