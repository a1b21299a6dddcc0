import { probeBucket, probeCache } from "../../composition/probe-outside.ts";
import type { Config } from "../../config/config.ts";
import { ObjectStoreError } from "../../features/ingestion/index.ts";
import type { Finding } from "./finding.ts";

const BUCKET_ADVICE: Readonly<Record<ObjectStoreError["fault"], string>> = {
  denied: "the keys may not list it: give them s3:ListBucket on it and s3:GetObject below tenant_*/",
  not_found: "there is no such bucket: check DORMANT_S3_BUCKET and AWS_REGION",
  unreachable: "no answer: check the network, AWS_REGION and DORMANT_S3_ENDPOINT",
  changed: "it changed while it was read: try again",
};

/** What stands outside and is set: the cache and the bucket. What is not set is not called. */
export async function outsideFindings(config: Config): Promise<Finding[]> {
  return Promise.all([cacheFinding(config), bucketFinding(config)]);
}

async function cacheFinding(config: Config): Promise<Finding> {
  const check = "cache";
  if (config.redisUrl === undefined)
    return { check, status: "ok", detail: "in each process; REDIS_URL names a shared one" };
  try {
    return { check, status: "ok", detail: `answered in ${(await probeCache(config.redisUrl)).toFixed(1)} ms` };
  } catch (error) {
    // Nothing depends on it: answers are worked out each time.
    const why = error instanceof Error ? error.message : String(error);
    return {
      check,
      status: "warning",
      detail: `${why}; check REDIS_URL and that the server runs. Without it lists are slower`,
    };
  }
}

async function bucketFinding(config: Config): Promise<Finding> {
  const check = "bucket";
  const { bucket } = config.s3;
  if (bucket === undefined) return { check, status: "ok", detail: "none; DORMANT_S3_BUCKET names one" };
  try {
    return { check, status: "ok", detail: `${bucket}, listed in ${(await probeBucket(bucket, config)).toFixed(0)} ms` };
  } catch (error) {
    const advice = error instanceof ObjectStoreError ? BUCKET_ADVICE[error.fault] : "it cannot be read";
    return { check, status: "failed", detail: `${bucket}: ${advice}` };
  }
}
