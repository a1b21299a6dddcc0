import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Two pages, built as ours is. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: "es2022",
    outDir: "dist/site",
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: { grid: "data-grid.html", admin: "react-admin.html" },
      // Both peers mark every file "use client".
      checks: { moduleLevelDirective: false },
    },
  },
});
