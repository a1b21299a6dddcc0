/** What differs between environments; served beside the build as /config.json. */
export interface RuntimeConfig {
  readonly apiBase: string;
  readonly remoteEntry: string;
  /** Gives development tokens. A real TrustX has its own sign-in here. */
  readonly devIssuer: string;
}

/** @throws {Error} where the document is missing or incomplete, with what to do. */
export async function loadRuntimeConfig(): Promise<RuntimeConfig> {
  const response = await fetch("/config.json", { cache: "no-store" });
  const found = (response.ok ? await response.json() : {}) as Partial<RuntimeConfig>;
  const { apiBase, remoteEntry, devIssuer } = found;
  if (typeof apiBase !== "string" || typeof remoteEntry !== "string" || typeof devIssuer !== "string") {
    throw new Error("/config.json must hold apiBase, remoteEntry and devIssuer");
  }
  return { apiBase, remoteEntry, devIssuer };
}
