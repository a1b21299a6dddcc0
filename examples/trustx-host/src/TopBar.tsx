import DarkModeOutlinedIcon from "@mui/icons-material/DarkModeOutlined";
import LightModeOutlinedIcon from "@mui/icons-material/LightModeOutlined";
import LogoutIcon from "@mui/icons-material/Logout";
import MenuIcon from "@mui/icons-material/Menu";
import AppBar from "@mui/material/AppBar";
import Box from "@mui/material/Box";
import IconButton from "@mui/material/IconButton";
import { useColorScheme } from "@mui/material/styles";
import Toolbar from "@mui/material/Toolbar";
import Tooltip from "@mui/material/Tooltip";
import { Logo } from "./Logo.tsx";
import type { Tenant } from "./session.ts";

interface TopBarProps {
  readonly tenant: Tenant;
  readonly onMenu: () => void;
  readonly onSignOut: () => void;
}

export function TopBar({ tenant, onMenu, onSignOut }: TopBarProps) {
  const { mode, systemMode, setMode } = useColorScheme();
  const isDark = (mode === "system" ? systemMode : mode) === "dark";
  return (
    <AppBar
      position="sticky"
      elevation={0}
      sx={{ bgcolor: "#0f2a33", color: "#ffffff", backgroundImage: "none", borderBottom: 1, borderColor: "divider" }}
    >
      <Toolbar variant="dense" sx={{ minHeight: 56, gap: 1 }}>
        <IconButton color="inherit" edge="start" aria-label="Menu" onClick={onMenu} sx={{ display: { md: "none" } }}>
          <MenuIcon />
        </IconButton>
        <Logo onDark />
        <Box sx={{ flex: 1 }} />
        <Box
          sx={{
            fontSize: "0.875rem",
            color: "#c9d6dc",
            minWidth: 0,
            overflow: "hidden",
            textOverflow: "ellipsis",
            whiteSpace: "nowrap",
          }}
        >
          {tenant.name}
        </Box>
        <Tooltip title={isDark ? "Light colours" : "Dark colours"}>
          <IconButton
            color="inherit"
            aria-label={isDark ? "Light colours" : "Dark colours"}
            onClick={() => setMode(isDark ? "light" : "dark")}
          >
            {isDark ? <LightModeOutlinedIcon fontSize="small" /> : <DarkModeOutlinedIcon fontSize="small" />}
          </IconButton>
        </Tooltip>
        <Tooltip title="Sign out">
          <IconButton color="inherit" edge="end" aria-label="Sign out" onClick={onSignOut}>
            <LogoutIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      </Toolbar>
    </AppBar>
  );
}
