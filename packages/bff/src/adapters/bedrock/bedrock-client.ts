import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { BedrockRuntimeClient } from "@aws-sdk/client-bedrock-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";

const CONNECT_MS = 1_000;

/**
 * The SDK's client: credentials, endpoint and bearer token come from the standard AWS variables and files, which the SDK
 * reads itself. HTTP/1.1 with kept connections instead of the SDK's HTTP/2 session for each request, and one attempt:
 * {@link ModelCaller} retries (docs/adr/0026).
 *
 * @param region undefined: the SDK takes AWS_REGION or the profile's
 * @param sockets connections kept at most
 */
export function createBedrockClient(region: string | undefined, sockets: number): BedrockRuntimeClient {
  const pool = { keepAlive: true, maxSockets: sockets };
  return new BedrockRuntimeClient({
    ...(region !== undefined && { region }),
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      httpAgent: new HttpAgent(pool),
      httpsAgent: new HttpsAgent(pool),
      connectionTimeout: CONNECT_MS,
    }),
  });
}
