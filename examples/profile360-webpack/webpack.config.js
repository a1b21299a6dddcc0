import { join } from "node:path";
import HtmlWebpackPlugin from "html-webpack-plugin";

const here = import.meta.dirname;

// No federation plugin: a host that cannot change its build mounts the standalone remote all the same.
export default {
  context: here,
  mode: "production",
  entry: "./src/main.js",
  output: { path: join(here, "dist/site"), filename: "assets/[name]-[contenthash].js", publicPath: "/", clean: true },
  module: {
    rules: [
      {
        test: /\.js$/,
        include: join(here, "src"),
        loader: "esbuild-loader",
        // MUI 5 has no exports: its paths are folders, which ECMAScript modules may not name.
        resolve: { fullySpecified: false },
        options: { loader: "jsx", jsx: "automatic", target: "es2022" },
      },
    ],
  },
  plugins: [new HtmlWebpackPlugin({ template: "./public/index.html" })],
  performance: { hints: false },
};
