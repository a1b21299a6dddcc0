import AccountTreeOutlinedIcon from "@mui/icons-material/AccountTreeOutlined";
import ExtensionOutlinedIcon from "@mui/icons-material/ExtensionOutlined";
import FactCheckOutlinedIcon from "@mui/icons-material/FactCheckOutlined";
import KeyOutlinedIcon from "@mui/icons-material/KeyOutlined";
import PersonOffOutlinedIcon from "@mui/icons-material/PersonOffOutlined";
import SpaceDashboardOutlinedIcon from "@mui/icons-material/SpaceDashboardOutlined";
import type { ReactElement } from "react";
import type { RemoteState } from "./use-profile360.ts";

export interface NavigationItem {
  readonly path: string;
  readonly label: string;
  readonly icon: ReactElement;
}

export interface NavigationGroup {
  readonly label: string;
  readonly items: readonly NavigationItem[];
}

export const PROFILE360 = "/profile360";

/** The icons a remote may name; any other gets the neutral one. */
const ICONS: Readonly<Record<string, ReactElement>> = { PersonOff: <PersonOffOutlinedIcon /> };

/** TrustX's own pages, with the remote's among them: those the token's scopes allow, in the order the remote states. */
export function navigationOf(remote: RemoteState, scopes: readonly string[]): NavigationGroup[] {
  const routes = remote.status === "ready" ? remote.section.routes : [];
  const allowed = routes.filter(
    ({ requiredScopes }) => scopes.length === 0 || requiredScopes.every((scope) => scopes.includes(scope)),
  );
  return [
    {
      label: "Profile360",
      items: [
        { path: `${PROFILE360}/overview`, label: "Overview", icon: <SpaceDashboardOutlinedIcon /> },
        { path: `${PROFILE360}/access`, label: "Access", icon: <KeyOutlinedIcon /> },
        ...[...allowed]
          .sort((a, b) => a.order - b.order)
          .map(({ path, label, icon }) => ({
            path: `${PROFILE360}/${path}`,
            label,
            icon: ICONS[icon] ?? <ExtensionOutlinedIcon />,
          })),
      ],
    },
    {
      label: "Governance",
      items: [
        { path: "/governance/reviews", label: "Access reviews", icon: <FactCheckOutlinedIcon /> },
        { path: "/governance/sources", label: "Sources", icon: <AccountTreeOutlinedIcon /> },
      ],
    },
  ];
}
