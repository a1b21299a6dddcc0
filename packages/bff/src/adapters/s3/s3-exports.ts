import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { GetObjectCommand, S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import type { ExportFile, ExportStore } from "../../features/export/index.ts";

export interface S3ExportsConfig {
  readonly bucket: string;
  readonly region: string;
  /** Another server that speaks S3; addressed by path. */
  readonly endpoint?: string | undefined;
  /** Keys of that server; without them the SDK's own chain finds the role's. */
  readonly credentials?: S3ClientConfig["credentials"];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Long enough to begin a download, short enough for an address that lets anybody in. */
const LINK_SECONDS = 300;

/** A bucket as a place for long exports: `tenant_<id>/exports/…`. What deletes them is a lifecycle rule of the bucket. */
export function createS3Exports({ bucket, region, endpoint, credentials, now }: S3ExportsConfig): ExportStore {
  const client = new S3Client({
    region,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(credentials !== undefined && { credentials }),
  });
  return {
    async keep({ tenant, name, type, chunks, signal }: ExportFile) {
      const place = { Bucket: bucket, Key: `tenant_${tenant}/exports/${randomUUID()}/${name}` };
      const upload = new Upload({
        client,
        params: { ...place, Body: Readable.from(bytesOf(chunks)), ContentType: type },
      });
      const stop = () => void upload.abort();
      signal.addEventListener("abort", stop, { once: true });
      try {
        signal.throwIfAborted();
        await upload.done();
      } finally {
        signal.removeEventListener("abort", stop);
      }
      const get = new GetObjectCommand({ ...place, ResponseContentDisposition: `attachment; filename="${name}"` });
      const url = await getSignedUrl(client, get, { expiresIn: LINK_SECONDS });
      return { url, expiresAt: new Date(now() + 1000 * LINK_SECONDS).toISOString() };
    },
  };
}

// A stream of texts would be counted in characters.
async function* bytesOf(chunks: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}
