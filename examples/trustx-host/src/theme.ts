import { createTheme } from "@mui/material/styles";

/** TrustX's look. The remote knows nothing of it, and wears it. */
export const trustxTheme = createTheme({
  cssVariables: { colorSchemeSelector: "data-scheme" },
  colorSchemes: {
    light: {
      palette: {
        primary: { main: "#00696b" },
        background: { default: "#f4f6f8", paper: "#ffffff" },
        text: { primary: "#17212b", secondary: "#55626f" },
      },
    },
    dark: {
      palette: {
        primary: { main: "#63d2d4" },
        background: { default: "#0e1419", paper: "#161d24" },
        text: { primary: "#eef2f5", secondary: "#a3b0bc" },
      },
    },
  },
  shape: { borderRadius: 8 },
  typography: {
    fontFamily: 'Inter, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    button: { textTransform: "none", fontWeight: 600 },
  },
});
