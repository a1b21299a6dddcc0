import type { RouteContract } from "@dormant-users/shared-types";
import type { ErasedAnswer } from "./define-route.ts";
import { contentTag, type EntityTagCondition, matchesEntityTag } from "./entity-tag.ts";

/** An answer that its own contract does not allow: our fault, told to nobody but the log. */
class UndeclaredAnswerError extends Error {
  override readonly name = "UndeclaredAnswerError";
}

/** Answers may hold personal data: only the caller's own cache may keep them, and must ask before using them again. */
const REVALIDATE = "private, no-cache";
const KEEP_NOTHING = "no-store";

/** Turns a handler's answer into a response that holds what the contract declares and nothing else. */
export function createResponder(contract: RouteContract) {
  return (answer: ErasedAnswer, ifNoneMatch: EntityTagCondition | undefined): Response => {
    const declared = contract.responses[answer.status];
    if (declared === undefined) {
      throw new UndeclaredAnswerError(`${contract.operationId} answered ${answer.status}, which is not declared`);
    }
    const headers = new Headers();
    for (const name of declared.headers ?? []) {
      const value = answer.headers?.[name];
      if (value !== undefined) headers.set(name, value);
    }
    headers.set("cache-control", KEEP_NOTHING);
    if (answer.stream !== undefined) {
      if (declared.media?.includes(answer.stream.type) !== true) {
        throw new UndeclaredAnswerError(`${contract.operationId} answered a stream of ${answer.stream.type}`);
      }
      headers.set("content-type", answer.stream.type);
      return new Response(bytesOf(answer.stream.chunks), { status: answer.status, headers });
    }
    if (declared.body === undefined) return new Response(null, { status: answer.status, headers });

    const parsed = declared.body.safeParse(answer.body);
    if (!parsed.success) {
      const places = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join(".")} ${issue.code}`);
      throw new UndeclaredAnswerError(
        `${contract.operationId} answered a body it does not declare: ${places.join("; ")}`,
      );
    }
    const body = JSON.stringify(parsed.data);
    if (contract.method === "get" && declared.headers?.includes("etag") === true) {
      const tag = headers.get("etag") ?? contentTag(body);
      headers.set("etag", tag);
      headers.set("cache-control", REVALIDATE);
      if (answer.status === 200 && ifNoneMatch !== undefined && matchesEntityTag(ifNoneMatch, tag)) {
        return new Response(null, { status: 304, headers });
      }
    }
    headers.set("content-type", "application/json");
    // Known lengths let compression leave small answers alone.
    headers.set("content-length", String(Buffer.byteLength(body)));
    return new Response(body, { status: answer.status, headers });
  };
}

/** Made as it is read, so that a slow reader holds nothing but the chunk it has. */
function bytesOf(chunks: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done === true) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
