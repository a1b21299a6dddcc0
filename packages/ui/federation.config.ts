/** What the two containers are, as data: the build, the tests and the hosts' documentation read it from here. */

/**
 * A scope of our own: we may take what a host shares, but never put anything into the scope it resolves its own
 * React from. In the default scope a newer React of ours would replace that of an older host, and blank its page.
 */
export const SHARE_SCOPE = "dormant19";

/**
 * Seconds. The plugin goes on without what it has not come across when nothing is parsed for this long, by default ten: on a
 * busy machine that left shares out, and the container built could not be loaded.
 */
const PARSE_PATIENCE_S = 600;

const share = (requiredVersion: string) => ({ singleton: true, requiredVersion, shareScope: SHARE_SCOPE });

/** For hosts on React 19: renders in the host's tree, with the host's React and theme. */
export const componentContainer = {
  name: "dormant_users",
  filename: "remoteEntry.js",
  shareScope: SHARE_SCOPE,
  exposes: {
    "./DormantUserDetailModal": "./src/remote/DormantUserDetailModal.tsx",
    "./DormantUsersDashboard": "./src/remote/DormantUsersDashboard.tsx",
    "./DormantUsersTable": "./src/remote/DormantUsersTable.tsx",
    "./profile360": "./src/remote/profile360.ts",
  },
  // @mui/material is not shared: a shared one is shipped whole, and loads before React is settled. Emotion is: the
  // host's theme crosses only where both sides hold the same copy.
  shared: {
    react: share("^19.0.0"),
    // Named, although it goes with React: what is not, is in the container only if it was come across in time.
    "react/jsx-runtime": share("^19.0.0"),
    "react-dom": share("^19.0.0"),
    "@emotion/react": share("^11.0.0"),
    "@emotion/styled": share("^11.0.0"),
  },
  manifest: true,
  // Types are published as files: the plugin's own archive leaves the contract's imports unresolved.
  dts: false,
  // We load no remote ourselves: the part of the runtime that does is left out.
  disableRemote: true,
  disableSnapshot: true,
  moduleParseIdleTimeout: PARSE_PATIENCE_S,
};

/** For every other host: brings its own React and shares nothing. */
export const standaloneContainer = {
  name: "dormant_users_standalone",
  filename: "remoteEntry.js",
  varFilename: "varRemoteEntry.js",
  exposes: { "./mount": "./src/remote/standalone.tsx" },
  shared: {},
  manifest: true,
  dts: false,
  disableRemote: true,
  disableSnapshot: true,
  moduleParseIdleTimeout: PARSE_PATIENCE_S,
};

/**
 * Asks the browser to compile each file whole while it arrives, beside the page's own thread: most of what a file of ours
 * holds runs at once, and compiling it function by function would stand in the way of the first rows.
 * @see https://v8.dev/blog/explicit-compile-hints
 */
export const COMPILED_AT_ONCE = "//# allFunctionsCalledOnLoad";
