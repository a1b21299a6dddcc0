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
