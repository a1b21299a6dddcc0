// The product's UI build at its usual place. Storybook and the test runners name configurations of their own.
export { default } from "./packages/ui/vite.config.ts";
