import CssBaseline from "@mui/material/CssBaseline";
import { ThemeProvider } from "@mui/material/styles";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { trustxTheme } from "./theme.ts";

const element = document.getElementById("app");
if (!element) throw new Error("index.html has no #app");
createRoot(element).render(
  <StrictMode>
    <ThemeProvider theme={trustxTheme} disableTransitionOnChange>
      <CssBaseline />
      <App />
    </ThemeProvider>
  </StrictMode>,
);
