import { startShell } from "./Shell.tsx";

startShell(() => import("./DataGridPage.tsx"));
