import { z } from "zod";

/** EventBridge's "Object Created" for the integrations bucket, as far as ingestion reads it. */
export const S3ObjectCreated = z.object({
  source: z.literal("aws.s3"),
  "detail-type": z.literal("Object Created"),
  time: z.iso.datetime({ offset: true }),
  detail: z.object({
    bucket: z.object({ name: z.string().min(3) }),
    object: z.object({
      key: z.string().min(1),
      size: z.number().min(0).optional(),
      etag: z.string().optional(),
      "version-id": z.string().optional(),
      sequencer: z.string().optional(),
    }),
  }),
});
export type S3ObjectCreated = z.infer<typeof S3ObjectCreated>;
