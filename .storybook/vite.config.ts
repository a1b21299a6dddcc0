import { defineConfig } from "vite";

export default defineConfig({
  build: {
    chunkSizeWarningLimit: 2000,
    // MUI marks every module "use client"; hundreds of identical lines would bury a real warning.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
