import type { DormantUser, RiskLevel } from "@dormant-users/shared-types";
import CheckCircleIcon from "@mui/icons-material/CheckCircle";
import ErrorIcon from "@mui/icons-material/Error";
import InfoIcon from "@mui/icons-material/Info";
import WarningIcon from "@mui/icons-material/Warning";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Chip from "@mui/material/Chip";
import Typography from "@mui/material/Typography";

export const RISKS = ["critical", "high", "medium", "low"] as const satisfies readonly RiskLevel[];

const RISK = {
  critical: { icon: <ErrorIcon />, color: "error", name: "Critical" },
  high: { icon: <WarningIcon />, color: "warning", name: "High" },
  medium: { icon: <InfoIcon />, color: "info", name: "Medium" },
  low: { icon: <CheckCircleIcon />, color: "success", name: "Low" },
} as const;

const date = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const percent = new Intl.NumberFormat(undefined, { style: "percent" });

const CLIPPED = { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" } as const;

/** What our list says of a user, column by column, in MUI's own components. */
export function UserCell({ user }: { user: DormantUser }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography variant="body2" sx={{ ...CLIPPED, fontWeight: 600 }}>
        {user.name ?? "No name"}
      </Typography>
      <Typography className="email" variant="caption" component="div" color="textSecondary" sx={CLIPPED}>
        {user.email ?? user.external_id}
      </Typography>
      <Typography variant="caption" component="div" color="textSecondary" sx={CLIPPED}>
        {[user.department, user.sources.join(", ")].filter(Boolean).join(" · ")}
      </Typography>
    </Box>
  );
}

export function RiskCell({ user }: { user: DormantUser }) {
  const level = user.risk_level ? RISK[user.risk_level] : undefined;
  return (
    <Box>
      {level ? (
        <Chip size="small" variant="outlined" icon={level.icon} color={level.color} label={level.name} />
      ) : (
        <Chip size="small" variant="outlined" label="Not analysed" />
      )}
      {typeof user.confidence === "number" ? (
        <Typography variant="caption" component="div" color="textSecondary">
          Confidence {user.confidence.toFixed(2)}
        </Typography>
      ) : null}
    </Box>
  );
}

export function DaysCell({ user }: { user: DormantUser }) {
  return (
    <Box>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {user.days_inactive === null ? "Unknown" : `${user.days_inactive} days`}
      </Typography>
      <Typography variant="caption" component="div" color="textSecondary">
        {user.last_active_at ? date.format(new Date(user.last_active_at)) : "Never active"}
      </Typography>
    </Box>
  );
}

export function ReturnCell({ user }: { user: DormantUser }) {
  return (
    <Typography variant="body2">
      {user.return_probability === null ? "Unknown" : percent.format(user.return_probability)}
    </Typography>
  );
}

export function WhyCell({ user }: { user: DormantUser }) {
  return (
    <Box sx={{ minWidth: 0, whiteSpace: "normal" }}>
      <Typography
        variant="body2"
        sx={{ display: "-webkit-box", WebkitLineClamp: 2, WebkitBoxOrient: "vertical", overflow: "hidden" }}
      >
        {user.summary}
      </Typography>
      <Box sx={{ display: "flex", gap: 0.5, mt: 0.5 }}>
        {user.top_recommendations?.map(({ action, title }) => (
          <Chip key={action} size="small" variant="outlined" label={title} />
        ))}
      </Box>
    </Box>
  );
}

export function ActionsCell() {
  return (
    <Button size="small" variant="outlined">
      View details
    </Button>
  );
}
