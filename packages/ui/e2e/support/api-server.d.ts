export interface ApiServer {
  readonly origin: string;
  close(): Promise<void>;
}
/** The contract's mocks behind a real port: what the BFF will be, for tests that run before or without it. */
export declare function startApiServer(): Promise<ApiServer>;
