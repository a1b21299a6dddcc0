import { federation } from "@module-federation/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { COMPILED_AT_ONCE, standaloneContainer } from "./federation.config.ts";

export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [react(), federation(standaloneContainer)],
  build: {
    target: "es2022",
    outDir: "dist/standalone",
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { postBanner: COMPILED_AT_ONCE } },
  },
});
