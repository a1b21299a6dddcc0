/** Reads the caller's address where Node's server or Lambda's HTTP API put it; never from a header anyone can write. */
export function clientAddress(env: unknown): string | undefined {
  if (typeof env !== "object" || env === null) return undefined;
  const { incoming, requestContext } = env as {
    incoming?: { socket?: { remoteAddress?: string } };
    requestContext?: { http?: { sourceIp?: string } };
  };
  return incoming?.socket?.remoteAddress ?? requestContext?.http?.sourceIp;
}

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/;

export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && LOOPBACK.test(address);
}
