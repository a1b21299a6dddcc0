import { federation } from "@module-federation/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { COMPILED_AT_ONCE, standaloneContainer } from "./federation.config.ts";
import { chartScales } from "./vite-chart-scales.ts";
import { dataModules } from "./vite-data-modules.ts";
import { versionFile } from "./vite-version-file.ts";

export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [dataModules(), chartScales(), react(), federation(standaloneContainer), versionFile(standaloneContainer)],
  build: {
    target: "es2022",
    outDir: "dist/standalone",
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { postBanner: COMPILED_AT_ONCE } },
  },
});
