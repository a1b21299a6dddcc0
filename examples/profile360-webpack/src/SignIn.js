import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Paper from "@mui/material/Paper";
import Typography from "@mui/material/Typography";
import { useCallback, useEffect, useState } from "react";
import { listTenants, signIn } from "./session.js";

/** Development only: choose an organisation and be its administrator. */
export function SignIn({ issuer, onSignedIn }) {
  const [tenants, setTenants] = useState([]);
  const [failed, setFailed] = useState(false);
  const load = useCallback(() => {
    setFailed(false);
    listTenants(issuer).then(setTenants, () => setFailed(true));
  }, [issuer]);
  useEffect(load, [load]);

  return (
    <Box component="main" sx={{ minHeight: "100vh", display: "grid", placeItems: "center", p: 2 }}>
      <Paper variant="outlined" sx={{ width: "100%", maxWidth: 400, p: 4, display: "grid", gap: 1.5 }}>
        <Typography component="h1" variant="h6">
          Sign in to TrustX
        </Typography>
        <Typography variant="body2" color="text.secondary">
          Choose an organisation. Development sign-in, no password.
        </Typography>
        {failed ? (
          <Alert
            severity="warning"
            action={
              <Button color="inherit" size="small" onClick={load}>
                Try again
              </Button>
            }
          >
            The sign-in service does not answer.
          </Alert>
        ) : null}
        {tenants.map((tenant) => (
          <Button
            key={tenant}
            variant="outlined"
            onClick={() => signIn(issuer, tenant).then(onSignedIn, () => setFailed(true))}
          >
            {tenant}
          </Button>
        ))}
      </Paper>
    </Box>
  );
}
