import Button from "@mui/material/Button";
import CssBaseline from "@mui/material/CssBaseline";
import { createTheme, ThemeProvider } from "@mui/material/styles";
import { type ComponentType, StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { createUsersApi, type UsersApi } from "./users-api.ts";

type Page = ComponentType<{ api: UsersApi }>;
type LoadPage = () => Promise<{ Page: Page }>;

/** What the example host is to our page: signs in, and loads a page once its entry in the menu is pressed. */
export function startShell(load: LoadPage): void {
  const element = document.getElementById("app");
  if (!element) throw new Error("the page has no #app");
  createRoot(element).render(
    <StrictMode>
      <ThemeProvider theme={createTheme({ cssVariables: true })}>
        <CssBaseline />
        <Shell load={load} />
      </ThemeProvider>
    </StrictMode>,
  );
}

function Shell({ load }: { load: LoadPage }) {
  const [api, setApi] = useState<UsersApi>();
  const [Loaded, setLoaded] = useState<Page>();
  useEffect(() => {
    void createUsersApi().then((made) => setApi(() => made));
  }, []);
  if (api === undefined) return null;
  if (Loaded !== undefined) return <Loaded api={api} />;
  const open = () => {
    void load().then(({ Page }) => {
      performance.mark("profile360:mount");
      setLoaded(() => Page);
    });
  };
  return <Button onClick={open}>Dormant users</Button>;
}
