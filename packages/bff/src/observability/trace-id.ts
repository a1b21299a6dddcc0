const XRAY = /(?:^|;)\s*Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)/;
const W3C = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(?:-|$)/;

/**
 * The trace that a request or an invocation belongs to, as X-Ray writes ids; undefined where nothing sane says so.
 *
 * @param xray value of `X-Amzn-Trace-Id`, which gateway and Lambda set
 * @param traceparent W3C trace context of a caller, heard where no gateway stands in front
 */
export function traceIdOf(xray: string | undefined, traceparent?: string | undefined): string | undefined {
  const root = XRAY.exec(xray ?? "")?.[1];
  if (root !== undefined) return root;
  const trace = W3C.exec(traceparent ?? "")?.[1];
  if (trace === undefined || /^0+$/.test(trace)) return undefined;
  return `1-${trace.slice(0, 8)}-${trace.slice(8)}`;
}
