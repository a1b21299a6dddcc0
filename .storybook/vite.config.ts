import { defineConfig } from "vite";

// Storybook adds all it needs; what this file is for is not being the root one.
export default defineConfig({});
