import type { ExportLink } from "@dormant-users/shared-types";
import { DomainError } from "../../domain-error.ts";
import type { ExportFile, ExportStore } from "./export-store.ts";

/** A Lambda function may answer 6 MB; headers and JSON's escapes take their part. */
const ONE_ANSWER_BYTES = 4_500_000;

/**
 * A file as one answer, or as a link to where it lies when it is too long for one.
 *
 * @throws {DomainError} `unavailable` where it is too long and there is no place for it
 */
export async function answerWhole(
  file: ExportFile,
  store: ExportStore | undefined,
  limitBytes = ONE_ANSWER_BYTES,
): Promise<{ readonly text: string } | { readonly link: ExportLink }> {
  const chunks = file.chunks[Symbol.asyncIterator]();
  const begun: string[] = [];
  let bytes = 0;
  while (bytes <= limitBytes) {
    const { done, value } = await chunks.next();
    if (done === true) return { text: begun.join("") };
    begun.push(value);
    bytes += Buffer.byteLength(value);
  }
  if (store === undefined) {
    await chunks.return?.();
    throw new DomainError("unavailable", "The list is too long to be answered here; narrow it by a filter.");
  }
  const { url, expiresAt } = await store.keep({ ...file, chunks: following(begun, chunks) });
  return { link: { url, expires_at: expiresAt, file_name: file.name } };
}

async function* following(begun: readonly string[], rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield* begun;
  yield* { [Symbol.asyncIterator]: () => rest };
}
