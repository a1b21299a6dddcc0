import Alert from "@mui/material/Alert";
import { useEffect, useState } from "react";
import { Section } from "./Section.js";
import { SignIn } from "./SignIn.js";
import { loadConfig } from "./session.js";

export function App() {
  const [config, setConfig] = useState();
  const [session, setSession] = useState();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    loadConfig().then(setConfig, () => setFailed(true));
  }, []);
  if (failed) {
    return (
      <Alert severity="error" sx={{ m: 4 }}>
        TrustX is not configured: /config.json must hold apiBase, remoteEntry and devIssuer.
      </Alert>
    );
  }
  if (!config) return null;
  if (!session) return <SignIn issuer={config.devIssuer} onSignedIn={setSession} />;
  return <Section config={config} session={session} onSignOut={() => setSession(undefined)} />;
}
