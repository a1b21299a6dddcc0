import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { WireRequest } from "./one-port-server.ts";

export interface KnownCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly bearerToken: string;
}

export interface Refusal {
  readonly type: string;
  readonly message: string;
}

const HEADER =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
const MAX_SKEW_MS = 5 * 60_000;

/** Undefined: the caller is who it says. Computes Signature Version 4 from its specification, without the SDK's code. */
export function findRefusal(request: WireRequest, known: KnownCredentials, now: number): Refusal | undefined {
  const authorization = request.headers.authorization;
  if (authorization === undefined) {
    return { type: "MissingAuthenticationTokenException", message: "Missing Authentication Token" };
  }
  if (authorization.startsWith("Bearer ")) {
    return equal(authorization.slice(7), known.bearerToken)
      ? undefined
      : { type: "AccessDeniedException", message: "Invalid API Key format" };
  }
  const [, keyId, day = "", region = "", service, signed = "", signature = ""] = HEADER.exec(authorization) ?? [];
  if (keyId !== known.accessKeyId) {
    return {
      type: "UnrecognizedClientException",
      message: "The security token included in the request is invalid.",
    };
  }
  const at = request.headers["x-amz-date"] ?? "";
  if (service !== "bedrock" || !at.startsWith(day) || Math.abs(timeOf(at) - now) > MAX_SKEW_MS) {
    return { type: "InvalidSignatureException", message: "Credential should be scoped to correct service and time." };
  }
  const scope = `${day}/${region}/bedrock/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", at, scope, sha256(canonicalRequest(request, signed.split(";")))].join("\n");
  const key = [day, region, "bedrock", "aws4_request"].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${known.secretAccessKey}`,
  );
  return equal(hmac(key, toSign).toString("hex"), signature)
    ? undefined
    : {
        type: "InvalidSignatureException",
        message: "The request signature we calculated does not match the signature you provided.",
      };
}

function canonicalRequest({ method, path, headers, body }: WireRequest, signed: readonly string[]): string {
  const [pathname = "", query = ""] = path.split("?");
  return [
    method,
    // Every service but S3 encodes the path as sent once more: %3A becomes %253A.
    pathname.split("/").map(encode).join("/"),
    query.split("&").sort().join("&"),
    // HTTP/2 has no host header; what is signed as host stands in :authority.
    ...signed.map(
      (name) => `${name}:${((name === "host" ? headers[":authority"] : undefined) ?? headers[name] ?? "").trim()}`,
    ),
    "",
    signed.join(";"),
    sha256(body),
  ].join("\n");
}

function encode(part: string): string {
  return encodeURIComponent(part).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function timeOf(compact: string): number {
  return Date.parse(compact.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function hmac(key: string | Buffer, content: string): Buffer {
  return createHmac("sha256", key).update(content).digest();
}

function equal(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)));
}
