import Box from "@mui/material/Box";
import CircularProgress from "@mui/material/CircularProgress";
import { useEffect, useRef, useState } from "react";
import { navigate } from "../location.js";
import { nonce } from "../nonce.js";
import { loadMount } from "../remote.js";
import { themeOptions } from "../theme.js";
import { Unavailable } from "../Unavailable.js";

/** The remote's page in an element of ours: it brings its own React, this host's 18 never meets it. */
export function DormantUsers({ config, session }) {
  const slot = useRef(null);
  const [attempt, setAttempt] = useState(0);
  const [status, setStatus] = useState("loading");

  useEffect(() => {
    let isCurrent = true;
    let mounted;
    setStatus("loading");
    loadMount(config.remoteEntry, attempt)
      .then((mount) => {
        if (!isCurrent) return;
        mounted = mount(slot.current, {
          apiBase: config.apiBase,
          tenant: session.tenant,
          getAccessToken: session.getAccessToken,
          theme: themeOptions,
          nonce,
          titleLevel: 1,
          onNavigate: (target) => {
            if (target.kind === "user") navigate(`/profile360/users?account=${encodeURIComponent(target.externalId)}`);
          },
        });
        setStatus("shown");
      })
      .catch((error) => {
        console.warn("Dormant users could not be shown:", error);
        if (isCurrent) setStatus("unavailable");
      });
    return () => {
      isCurrent = false;
      mounted?.unmount();
    };
  }, [config, session, attempt]);

  return (
    <>
      {status === "loading" ? (
        <Box role="status" sx={{ py: 10, display: "grid", placeItems: "center" }}>
          <CircularProgress aria-label="Loading the page" />
        </Box>
      ) : null}
      {status === "unavailable" ? <Unavailable onRetry={() => setAttempt((count) => count + 1)} /> : null}
      <div ref={slot} />
    </>
  );
}
