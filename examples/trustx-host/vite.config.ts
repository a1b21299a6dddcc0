import { federation } from "@module-federation/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const singleton = { singleton: true };

/** The remote's address comes at runtime from /config.json: one build serves every environment. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    federation({
      name: "trustx_host",
      filename: "remoteEntry.js",
      // With the default strategy every remote is asked before the first page renders, and one that is down takes it along.
      shareStrategy: "loaded-first",
      remotes: {},
      shared: { react: singleton, "react-dom": singleton, "@emotion/react": singleton, "@emotion/styled": singleton },
      dts: false,
      // By default the plugin gives modules up that a busy machine has not parsed within ten seconds.
      moduleParseIdleTimeout: 600,
    }),
  ],
  build: { target: "es2022", outDir: "dist/site", emptyOutDir: true, chunkSizeWarningLimit: 700 },
});
