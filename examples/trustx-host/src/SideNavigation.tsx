import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import List from "@mui/material/List";
import ListItem from "@mui/material/ListItem";
import ListItemButton from "@mui/material/ListItemButton";
import ListItemIcon from "@mui/material/ListItemIcon";
import ListItemText from "@mui/material/ListItemText";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { navigate } from "./location.ts";
import type { NavigationGroup } from "./navigation.tsx";
import type { RemoteState } from "./use-profile360.ts";

interface SideNavigationProps {
  readonly groups: readonly NavigationGroup[];
  readonly path: string;
  readonly remote: RemoteState;
  readonly onRetry: () => void;
  readonly onGo?: () => void;
}

export function SideNavigation({ groups, path, remote, onRetry, onGo }: SideNavigationProps) {
  return (
    <Box component="nav" aria-label="Main" sx={{ p: 1.5, display: "grid", gap: 2 }}>
      {groups.map((group, index) => (
        <div key={group.label}>
          <Typography sx={{ px: 1.5, pb: 0.5, fontSize: "0.75rem", fontWeight: 600, color: "text.secondary" }}>
            {group.label}
          </Typography>
          <List dense disablePadding sx={{ display: "grid", gap: 0.25 }}>
            {group.items.map((item) => (
              <ListItem key={item.path} disablePadding>
                <ListItemButton
                  component="a"
                  href={item.path}
                  selected={path === item.path}
                  aria-current={path === item.path ? "page" : undefined}
                  onClick={(event: React.MouseEvent) => {
                    // A new tab is the browser's business.
                    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                    event.preventDefault();
                    navigate(item.path);
                    onGo?.();
                  }}
                  sx={{ borderRadius: 1, "&.Mui-selected": { color: "primary.main" } }}
                >
                  <ListItemIcon sx={{ minWidth: 34, color: "inherit", "& svg": { fontSize: "1.25rem" } }}>
                    {item.icon}
                  </ListItemIcon>
                  <ListItemText primary={item.label} slotProps={{ primary: { sx: { fontWeight: 500 } } }} />
                </ListItemButton>
              </ListItem>
            ))}
            {index === 0 && remote.status === "loading" ? (
              <ListItem sx={{ px: 1.5 }}>
                <Skeleton width="70%" />
              </ListItem>
            ) : null}
          </List>
          {index === 0 && remote.status === "unavailable" ? (
            <Box sx={{ px: 1.5, pt: 0.5, fontSize: "0.75rem", color: "text.secondary" }}>
              One part is unavailable right now.{" "}
              <Button
                size="small"
                sx={{ p: 0, minWidth: 0, fontSize: "inherit", verticalAlign: "baseline" }}
                onClick={onRetry}
              >
                Try again
              </Button>
            </Box>
          ) : null}
        </div>
      ))}
    </Box>
  );
}
