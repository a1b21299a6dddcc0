import { createTheme } from "@mui/material/styles";

/** Options rather than a theme: they mean the same to every version of MUI, so the remote can wear them too. */
export const themeOptions = {
  palette: {
    primary: { main: "#5b2a86" },
    background: { default: "#f6f4f9", paper: "#ffffff" },
    text: { primary: "#221a2c", secondary: "#5d5568" },
  },
  shape: { borderRadius: 6 },
  typography: {
    fontFamily: '"Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    button: { textTransform: "none", fontWeight: 600 },
  },
};

export const theme = createTheme(themeOptions);
