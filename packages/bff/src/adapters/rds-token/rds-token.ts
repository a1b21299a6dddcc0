import { Signer } from "@aws-sdk/rds-signer";

export interface RdsTokenPlace {
  /** `postgres://login@host:port/name`; its password, if it has one, is not used. */
  readonly url: string;
  readonly region: string;
}

const DEFAULT_PORT = 5432;

/**
 * Makes IAM tokens, which a proxy of RDS takes as the password of a new connection. A token is signed here, without a call,
 * and opens connections for fifteen minutes; one that is open stays. Credentials: the AWS variables.
 */
export function createRdsToken({ url, region }: RdsTokenPlace): () => Promise<string> {
  const { hostname, port, username } = new URL(url);
  const signer = new Signer({
    region,
    hostname,
    port: port === "" ? DEFAULT_PORT : Number(port),
    username: decodeURIComponent(username),
  });
  return () => signer.getAuthToken();
}
