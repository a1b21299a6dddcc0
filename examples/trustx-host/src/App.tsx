import Alert from "@mui/material/Alert";
import { useEffect, useState } from "react";
import { Host } from "./Host.tsx";
import { loadRuntimeConfig, type RuntimeConfig } from "./runtime-config.ts";
import { SignIn } from "./SignIn.tsx";
import type { Session } from "./session.ts";

/** Configuration, then sign-in, then the product. */
export function App() {
  const [config, setConfig] = useState<RuntimeConfig>();
  const [failure, setFailure] = useState<string>();
  const [session, setSession] = useState<Session>();

  useEffect(() => {
    loadRuntimeConfig().then(setConfig, (error: Error) => setFailure(error.message));
  }, []);

  if (failure) {
    return (
      <Alert severity="error" sx={{ m: 4 }}>
        TrustX is not configured: {failure}.
      </Alert>
    );
  }
  if (!config) return null;
  if (!session) return <SignIn issuer={config.devIssuer} onSignedIn={setSession} />;
  return <Host config={config} session={session} onSignOut={() => setSession(undefined)} />;
}
