import type { Config } from "../config/config.ts";
import type { ExportStore } from "../features/export/index.ts";

/** The configured bucket; undefined where long exports have no place. */
export function chooseExports({ exportBucket: bucket, s3 }: Config, now: () => number): ExportStore | undefined {
  if (bucket === undefined) return undefined;
  let store: Promise<ExportStore> | undefined;
  const open = async (): Promise<ExportStore> => {
    // Loaded where it is used: few requests export as much as needs a bucket, and every cold start would pay.
    const { createS3Exports } = await import("../adapters/s3/s3-exports.ts");
    return createS3Exports({ ...s3, bucket, now });
  };
  return {
    async keep(file) {
      store ??= open();
      return (await store).keep(file);
    },
  };
}
