import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Paper from "@mui/material/Paper";
import Typography from "@mui/material/Typography";
import { navigate } from "../location.ts";
import { PROFILE360 } from "../navigation.tsx";
import type { Tenant } from "../session.ts";
import { PageTitle } from "./PageTitle.tsx";

const PARTS = [
  { title: "Access", text: "Who may do what, in which application, and who granted it.", path: `${PROFILE360}/access` },
  { title: "Dormant users", text: "Accounts nobody uses, and since when.", path: `${PROFILE360}/dormant-users` },
] as const;

export function Overview({ tenant }: { tenant: Tenant }) {
  return (
    <>
      <PageTitle title="Profile360" text={`Everything TrustX knows about the people of ${tenant.name}`} />
      <Box sx={{ display: "grid", gap: 2, gridTemplateColumns: "repeat(auto-fill, minmax(260px, 1fr))" }}>
        {PARTS.map(({ title, text, path }) => (
          <Paper key={path} variant="outlined" sx={{ p: 2.5, display: "grid", gap: 0.5, justifyItems: "start" }}>
            <Typography component="h2" sx={{ fontWeight: 600 }}>
              {title}
            </Typography>
            <Typography sx={{ fontSize: "0.875rem", color: "text.secondary" }}>{text}</Typography>
            <Button size="small" sx={{ mt: 1, ml: -0.75 }} onClick={() => navigate(path)}>
              Open
            </Button>
          </Paper>
        ))}
      </Box>
    </>
  );
}
