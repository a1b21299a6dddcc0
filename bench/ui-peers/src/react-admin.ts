import { startShell } from "./Shell.tsx";

startShell(() => import("./ReactAdminPage.tsx"));
