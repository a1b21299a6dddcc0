import createCache from "@emotion/cache";
import { CacheProvider } from "@emotion/react";
import CssBaseline from "@mui/material/CssBaseline";
import { ThemeProvider } from "@mui/material/styles";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { trustxTheme } from "./theme.ts";

const element = document.getElementById("app");
/** Every style below carries the nonce of the page's policy, the remote's too: they go into this cache. */
const nonce = document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce;
const styles = createCache({ key: "css", ...(nonce ? { nonce } : {}) });
if (!element) throw new Error("index.html has no #app");
// MUI's `disableTransitionOnChange` would write a style that the page's policy refuses: it takes no nonce.
createRoot(element).render(
  <StrictMode>
    <CacheProvider value={styles}>
      <ThemeProvider theme={trustxTheme}>
        <CssBaseline />
        <App />
      </ThemeProvider>
    </CacheProvider>
  </StrictMode>,
);
