import { federation } from "@module-federation/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { COMPILED_AT_ONCE, componentContainer } from "./federation.config.ts";
import { chartScales } from "./vite-chart-scales.ts";
import { dataModules } from "./vite-data-modules.ts";
import { versionFile } from "./vite-version-file.ts";

/** The component remote. `base: "./"` lets it live under any address: the manifest then finds its files by its own. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [dataModules(), chartScales(), react(), federation(componentContainer), versionFile(componentContainer)],
  build: {
    target: "es2022",
    outDir: "dist/remote",
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
    // How long plugins take says nothing about what they make.
    rolldownOptions: { checks: { pluginTimings: false }, output: { postBanner: COMPILED_AT_ONCE } },
  },
});
