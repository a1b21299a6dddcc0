import type { StorybookConfig } from "@storybook/react-vite";

/** The builder's own Vite configuration is named: the root one builds the federation remote, which has no place here. */
const config: StorybookConfig = {
  framework: {
    name: "@storybook/react-vite",
    options: { builder: { viteConfigPath: ".storybook/vite.config.ts" } },
  },
  stories: ["../packages/ui/src/**/*.stories.tsx"],
  addons: ["@storybook/addon-docs", "@storybook/addon-a11y", "@storybook/addon-vitest", "msw-storybook-addon"],
  staticDirs: ["./public"],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (config) => ({
    ...config,
    build: {
      ...config.build,
      chunkSizeWarningLimit: 2000,
      // MUI marks every module "use client"; hundreds of identical lines would bury a real warning.
      rolldownOptions: { ...config.build?.rolldownOptions, checks: { moduleLevelDirective: false } },
    },
  }),
  typescript: { reactDocgen: "react-docgen" },
};
export default config;
