import { ObjectStoreError, type ObjectStoreFault } from "../../features/ingestion/object-store.ts";

const FAULT_OF_NAME: Readonly<Record<string, ObjectStoreFault>> = {
  NoSuchKey: "not_found",
  NoSuchBucket: "not_found",
  NotFound: "not_found",
  NoSuchVersion: "not_found",
  PreconditionFailed: "changed",
  AccessDenied: "denied",
  Forbidden: "denied",
  InvalidAccessKeyId: "denied",
  SignatureDoesNotMatch: "denied",
  ExpiredToken: "denied",
  CredentialsProviderError: "denied",
  // Archived storage classes must be restored before they can be read.
  InvalidObjectState: "denied",
};

const FAULT_OF_STATUS: Readonly<Record<number, ObjectStoreFault>> = {
  401: "denied",
  403: "denied",
  404: "not_found",
  412: "changed",
};

const ADVICE: Readonly<Record<ObjectStoreFault, string>> = {
  not_found: "is not in the bucket; check the bucket's name and the key",
  denied:
    "may not be read; check the role's s3:GetObject and s3:ListBucket rights, its keys and the object's storage class",
  changed: "was replaced since it was listed; ingest it again",
  unreachable: "could not be read from S3; check endpoint, region and network, then try again",
};

/**
 * What a call or a body stream failed with, in the store's words.
 *
 * @returns an abort as it is: it is the caller's own doing
 */
export function s3Failure(key: string, cause: unknown, signal: AbortSignal | undefined): unknown {
  if (cause instanceof ObjectStoreError) return cause;
  if (signal?.aborted === true) return signal.reason;
  const fault = faultOf(cause);
  return new ObjectStoreError(fault, key, ADVICE[fault], { cause });
}

function faultOf(cause: unknown): ObjectStoreFault {
  if (!(cause instanceof Error)) return "unreachable";
  const metadata = "$metadata" in cause ? cause.$metadata : undefined;
  const status =
    typeof metadata === "object" && metadata !== null && "httpStatusCode" in metadata
      ? metadata.httpStatusCode
      : undefined;
  return (
    FAULT_OF_NAME[cause.name] ?? (typeof status === "number" ? FAULT_OF_STATUS[status] : undefined) ?? "unreachable"
  );
}
