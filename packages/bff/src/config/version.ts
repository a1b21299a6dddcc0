import manifest from "../../package.json" with { type: "json" };

/** The product's version; goes with every release. */
export const VERSION: string = manifest.version;
