import ChevronRightIcon from "@mui/icons-material/ChevronRight";
import Alert from "@mui/material/Alert";
import Avatar from "@mui/material/Avatar";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import CircularProgress from "@mui/material/CircularProgress";
import List from "@mui/material/List";
import ListItemAvatar from "@mui/material/ListItemAvatar";
import ListItemButton from "@mui/material/ListItemButton";
import ListItemText from "@mui/material/ListItemText";
import Paper from "@mui/material/Paper";
import Typography from "@mui/material/Typography";
import { useCallback, useEffect, useState } from "react";
import { Logo } from "./Logo.tsx";
import { listTenants, type Session, signIn, type Tenant } from "./session.ts";

/** Development only: choose a tenant and be its administrator. A real TrustX has its identity provider here. */
export function SignIn({ issuer, onSignedIn }: { issuer: string; onSignedIn: (session: Session) => void }) {
  const [tenants, setTenants] = useState<Tenant[]>();
  const [failure, setFailure] = useState<string>();
  const [entering, setEntering] = useState<string>();

  const load = useCallback(() => {
    setFailure(undefined);
    listTenants(issuer).then(setTenants, () => setFailure("The sign-in service does not answer."));
  }, [issuer]);
  useEffect(load, [load]);

  async function enter(tenant: Tenant) {
    setEntering(tenant.id);
    setFailure(undefined);
    try {
      onSignedIn(await signIn(issuer, tenant));
    } catch {
      setFailure(`Signing in to ${tenant.name} did not work. Try again.`);
      setEntering(undefined);
    }
  }

  return (
    <Box component="main" sx={{ minHeight: "100dvh", display: "grid", placeItems: "center", p: 2 }}>
      <Paper variant="outlined" sx={{ width: "100%", maxWidth: 420, p: { xs: 3, sm: 4 } }}>
        <Logo />
        <Typography component="h1" sx={{ mt: 3, fontSize: "1.375rem", fontWeight: 700, letterSpacing: "-0.01em" }}>
          Sign in
        </Typography>
        <Typography sx={{ mt: 0.5, fontSize: "0.875rem", color: "text.secondary" }}>
          Development sign-in: choose an organisation and enter as its administrator.
        </Typography>
        {failure ? (
          <Alert
            severity="error"
            sx={{ mt: 2 }}
            action={
              <Button color="inherit" size="small" onClick={load}>
                Retry
              </Button>
            }
          >
            {failure}
          </Alert>
        ) : null}
        {tenants ? (
          <List component="div" aria-label="Organisations" role="group" sx={{ mt: 1.5, mx: -1 }}>
            {tenants.map((tenant) => (
              <ListItemButton
                key={tenant.id}
                component="button"
                disabled={entering !== undefined}
                onClick={() => void enter(tenant)}
                sx={{ width: "100%", borderRadius: 1, px: 1, textAlign: "start" }}
              >
                <ListItemAvatar sx={{ minWidth: 52 }}>
                  <Avatar
                    variant="rounded"
                    sx={{ bgcolor: "primary.main", color: "primary.contrastText", fontSize: "1rem" }}
                  >
                    {tenant.name.slice(0, 1)}
                  </Avatar>
                </ListItemAvatar>
                <ListItemText
                  primary={tenant.name}
                  secondary={tenant.id === tenant.name.toLowerCase() ? null : tenant.id}
                />
                {entering === tenant.id ? <CircularProgress size={18} /> : <ChevronRightIcon color="disabled" />}
              </ListItemButton>
            ))}
          </List>
        ) : failure ? null : (
          <Box sx={{ py: 4, display: "grid", placeItems: "center" }}>
            <CircularProgress size={28} aria-label="Loading organisations" />
          </Box>
        )}
      </Paper>
    </Box>
  );
}
