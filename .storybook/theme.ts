import { createTheme } from "@mui/material/styles";

/** A host's theme as TrustX might have it: the components bring no colour of their own. */
export const hostTheme = createTheme({
  cssVariables: { colorSchemeSelector: "data-scheme" },
  colorSchemes: {
    light: { palette: { primary: { main: "#2455d6" }, background: { default: "#f5f7fa", paper: "#ffffff" } } },
    dark: { palette: { primary: { main: "#8ab0ff" }, background: { default: "#0f141b", paper: "#171e27" } } },
  },
  shape: { borderRadius: 8 },
  typography: {
    fontFamily: 'Inter, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    button: { textTransform: "none" },
  },
});
