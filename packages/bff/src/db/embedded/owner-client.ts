import { request as httpRequest, type IncomingMessage } from "node:http";
import { createInterface } from "node:readline";
import { z } from "zod";
import { OwnerLostError, OwnerProtocolError, OwnerUnreachableError } from "./owner-errors.ts";
import { OWNER_PROTOCOL, readOwner } from "./owner-file.ts";
import { COMMAND_PATH, OwnerMessage, type OwnerRequest } from "./owner-protocol.ts";

export interface OwnerListener {
  readonly onStdout?: (text: string) => void;
  readonly onStderr?: (text: string) => void;
  readonly onProgress?: (value: unknown) => void;
  /** Ends the command in the owner too. */
  readonly signal?: AbortSignal;
}

/**
 * Has the process that owns a data directory run a command, and passes on what it says as it comes.
 *
 * @returns the command's exit code
 * @throws {OwnerUnreachableError} when nobody took the command: it has not begun, and may be tried again
 * @throws {OwnerLostError} when the answer was cut off
 * @throws {OwnerProtocolError} when the owner is another release
 */
export async function sendToOwner(
  directory: string,
  request: OwnerRequest,
  listener: OwnerListener = {},
): Promise<number> {
  const owner = await readOwner(directory);
  if (owner === undefined || owner.channel === null) {
    throw new OwnerUnreachableError(`no process takes commands for ${directory}`);
  }
  if (owner.protocol !== OWNER_PROTOCOL) throw new OwnerProtocolError(owner.protocol, OWNER_PROTOCOL);
  const response = await post(owner.channel, { protocol: OWNER_PROTOCOL, request }, listener.signal);
  if (response.statusCode !== 200) throw await refusal(response);
  return follow(response, listener);
}

function post(
  channel: { port: number; token: string },
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({
      host: "127.0.0.1",
      port: channel.port,
      path: COMMAND_PATH,
      method: "POST",
      headers: { authorization: `Bearer ${channel.token}`, "content-type": "application/json" },
      ...(signal === undefined ? {} : { signal }),
    });
    sent.on("response", resolve);
    sent.on("error", (error) => {
      reject(
        signal?.aborted === true
          ? signal.reason
          : new OwnerUnreachableError("the process that owns the database does not answer", { cause: error }),
      );
    });
    sent.end(JSON.stringify(body));
  });
}

const Refusal = z.object({ protocol: z.int().optional() });

async function refusal(response: IncomingMessage): Promise<Error> {
  let text = "";
  for await (const chunk of response) text += chunk;
  const { protocol } = Refusal.catch({}).parse(JSON.parse(text || "{}"));
  if (protocol !== undefined && protocol !== OWNER_PROTOCOL) return new OwnerProtocolError(protocol, OWNER_PROTOCOL);
  return new OwnerUnreachableError(`the process that owns the database refused the command (${response.statusCode})`);
}

async function follow(response: IncomingMessage, listener: OwnerListener): Promise<number> {
  try {
    for await (const line of createInterface({ input: response })) {
      const message = OwnerMessage.parse(JSON.parse(line));
      if ("exit" in message) return message.exit;
      if ("stdout" in message) listener.onStdout?.(message.stdout);
      else if ("stderr" in message) listener.onStderr?.(message.stderr);
      else listener.onProgress?.(message.progress);
    }
  } catch (error) {
    if (listener.signal?.aborted === true) throw listener.signal.reason;
    throw new OwnerLostError({ cause: error });
  }
  if (listener.signal?.aborted === true) throw listener.signal.reason;
  throw new OwnerLostError();
}
