export interface StaticServerOptions {
  /** Folder to serve. */
  readonly root: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Answers `index.html` where a path without extension names no file: for apps that route in the browser. */
  readonly spaFallback?: boolean;
  /** Documents made on the spot, by path, such as `/config.json` with the ports of this run. Win over files. */
  readonly documents?: Readonly<Record<string, unknown>>;
}
export interface StaticServer {
  /** `http://localhost:PORT`, without a trailing slash. */
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}
/**
 * Serves a built folder as a CDN would: any origin may read it, hashed files stay cached for a year, names that keep
 * their place are asked for anew.
 * @throws where the port is taken (`EADDRINUSE`) or the folder does not exist.
 */
export declare function serveStatic(options: StaticServerOptions): Promise<StaticServer>;
