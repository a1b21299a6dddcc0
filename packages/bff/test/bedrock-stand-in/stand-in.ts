import type { KnownCredentials } from "./check-signature.ts";
import { Desk, type DeskOptions, type RecordedCall } from "./desk.ts";
import { FaultQueue, type InjectOptions } from "./fault-queue.ts";
import type { Fault } from "./faults.ts";
import { serveOnOnePort } from "./one-port-server.ts";

export interface StandInOptions extends DeskOptions {
  /** 0: any free one. */
  readonly port?: number;
  readonly credentials?: Partial<KnownCredentials>;
}

export interface BedrockStandIn {
  readonly url: string;
  /** As {@link standInEnvironment} says. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Every call that was let in, in order of arrival. */
  readonly calls: readonly RecordedCall[];
  /** Plays a fault on the next matching calls; faults play in the order they were injected. */
  inject(fault: Fault, options?: InjectOptions): void;
  /** Forgets calls and faults. */
  reset(): void;
  close(): Promise<void>;
}

const REGION = "us-east-1";
const CREDENTIALS: KnownCredentials = {
  accessKeyId: "AKIDSTANDIN",
  secretAccessKey: "stand-in-secret",
  bearerToken: "bedrock-api-key-stand-in",
};
/** The standard AWS variables that lead an unmodified SDK to a stand-in; undefined: must not be set. */
export function standInEnvironment(
  port: number,
  { accessKeyId, secretAccessKey }: KnownCredentials = CREDENTIALS,
): Readonly<Record<string, string | undefined>> {
  return {
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: addressOf(port),
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
    // A bearer token wins over the keys without a word, even an empty one.
    AWS_BEARER_TOKEN_BEDROCK: undefined,
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: undefined,
  };
}

/** A Bedrock runtime for development and tests: real wire, invented answers (docs/bedrock.md says what it does not prove). */
export async function startBedrockStandIn(options: StandInOptions = {}): Promise<BedrockStandIn> {
  const credentials = { ...CREDENTIALS, ...options.credentials };
  const calls: RecordedCall[] = [];
  const faults = new FaultQueue();
  const desk = new Desk(options, credentials, calls, faults);
  const server = await serveOnOnePort(options.port ?? 0, (exchange) => void desk.serve(exchange));
  return {
    url: addressOf(server.port),
    environment: standInEnvironment(server.port, credentials),
    calls,
    inject: (fault, chosen) => faults.add(fault, chosen),
    reset() {
      calls.length = 0;
      faults.clear();
    },
    close: server.close,
  };
}

function addressOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}
