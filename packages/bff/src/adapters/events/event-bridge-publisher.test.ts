import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DecisionEvent, EVENT_SOURCE } from "@dormant-users/shared-types";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { OutgoingEvent } from "../../features/decisions/index.ts";
import { createEventBridgePublisher } from "./event-bridge-publisher.ts";

interface Entry {
  readonly Source: string;
  readonly DetailType: string;
  readonly EventBusName: string;
  readonly Detail: string;
}

const calls: Entry[][] = [];
let refuses: (entry: Entry) => boolean;
/** As much of EventBridge's wire as PutEvents needs. */
const server = createServer(async (request, response) => {
  const { Entries } = JSON.parse(Buffer.concat(await request.toArray()).toString()) as { Entries: Entry[] };
  calls.push(Entries);
  const answers = Entries.map((entry, at) =>
    refuses(entry) ? { ErrorCode: "InternalFailure" } : { EventId: `id-${at}` },
  );
  response.setHeader("content-type", "application/x-amz-json-1.1");
  response.end(
    JSON.stringify({ FailedEntryCount: answers.filter((answer) => "ErrorCode" in answer).length, Entries: answers }),
  );
});
beforeEach(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test").stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  calls.length = 0;
  refuses = () => false;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const publisher = () =>
  createEventBridgePublisher({
    bus: "decisions",
    region: "us-east-1",
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });

const events = Array.from({ length: 23 }, (_, at): OutgoingEvent => {
  const id = `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;
  const detail = DecisionEvent.parse({
    event_id: id,
    tenant_id: "northwind",
    decision_id: id,
    user_id: id,
    kind: "disable",
    until: null,
    assignee: null,
    actor: "admin-1",
    occurred_at: "2026-11-22T06:00:00.000Z",
  });
  return { type: "Decision Made", detail };
});
const ids = events.map(({ detail }) => detail.event_id);

it("publishes in order, ten a call, under the product's name", async () => {
  expect(await publisher().publish(events)).toEqual(ids);
  expect(calls.map((entries) => entries.length)).toEqual([10, 10, 3]);
  expect(calls[0]?.[0]).toMatchObject({ Source: EVENT_SOURCE, DetailType: "Decision Made", EventBusName: "decisions" });
  expect(DecisionEvent.parse(JSON.parse(calls[2]?.[2]?.Detail ?? "")).event_id).toBe(ids[22]);
});

it("reports what the bus refused as not taken, and sends nothing past it", async () => {
  refuses = ({ Detail }) => Detail.includes(`"event_id":"${ids[12]}"`);
  expect(await publisher().publish(events)).toEqual(ids.slice(0, 20).filter((id) => id !== ids[12]));
  expect(calls).toHaveLength(2);
});
