import type { APIGatewayProxyEventV2 } from "aws-lambda";

interface EventParts {
  readonly method?: string;
  readonly path?: string;
  readonly rawQueryString?: string;
  readonly headers?: Record<string, string>;
  readonly cookies?: string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly stage?: string;
}

/** An HTTP API event, payload format 2.0, as API Gateway sends it to a Lambda function. */
export function httpApiEvent(parts: EventParts = {}): APIGatewayProxyEventV2 {
  const { method = "GET", path = "/healthz", rawQueryString = "", headers = {}, stage = "$default" } = parts;
  const rawPath = stage === "$default" ? path : `/${stage}${path}`;
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString,
    ...(parts.cookies !== undefined && { cookies: parts.cookies }),
    headers: {
      accept: "*/*",
      "accept-encoding": "gzip, deflate, br",
      host: "r3pmxmplak.execute-api.us-east-2.amazonaws.com",
      "user-agent": "Mozilla/5.0",
      "x-amzn-trace-id": "Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e",
      "x-forwarded-for": "205.255.255.176",
      "x-forwarded-port": "443",
      "x-forwarded-proto": "https",
      ...headers,
    },
    requestContext: {
      accountId: "123456789012",
      apiId: "r3pmxmplak",
      domainName: "r3pmxmplak.execute-api.us-east-2.amazonaws.com",
      domainPrefix: "r3pmxmplak",
      http: { method, path: rawPath, protocol: "HTTP/1.1", sourceIp: "205.255.255.176", userAgent: "Mozilla/5.0" },
      requestId: "JKJaXmPLvHcESHA=",
      routeKey: "$default",
      stage,
      time: "22/Nov/2026:06:00:00 +0000",
      timeEpoch: 1795327200000,
    },
    ...(parts.body !== undefined && { body: parts.body }),
    isBase64Encoded: parts.isBase64Encoded ?? false,
  };
}

/** An object's arrival, as EventBridge delivers it for a bucket with notifications on. */
export function objectCreated(bucket: string, key: string, time = "2026-11-20T00:00:00.000Z") {
  return {
    version: "0",
    id: "17793124-05d4-b198-2fde-7ededc63b103",
    "detail-type": "Object Created",
    source: "aws.s3",
    account: "123456789012",
    time,
    region: "us-east-1",
    resources: [`arn:aws:s3:::${bucket}`],
    detail: {
      version: "0",
      bucket: { name: bucket },
      object: {
        key,
        size: 5,
        etag: "b57f9512698f4b09e608f4f2a65852e5",
        "version-id": "x",
        sequencer: "00617F08299329D189",
      },
      "request-id": "N4N7GDK58NMKJ12R",
      requester: "123456789012",
      "source-ip-address": "1.2.3.4",
      reason: "PutObject",
    },
  };
}

/** Events as a queue of SQS hands them to a function. */
export const queued = (...events: readonly unknown[]) => ({
  Records: events.map((event, index) => ({
    messageId: `m-${index}`,
    receiptHandle: "h",
    body: JSON.stringify(event),
    attributes: {},
    messageAttributes: {},
    eventSource: "aws:sqs",
    awsRegion: "us-east-1",
  })),
});
