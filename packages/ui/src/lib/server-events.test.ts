import { expect, test } from "vitest";
import { readServerEvents } from "./server-events.ts";

const answer = (...chunks: string[]) =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
        controller.close();
      },
    }),
  );

async function all(response: Response) {
  const events = [];
  for await (const event of readServerEvents(response)) events.push(event);
  return events;
}

test("events are whole however the network cuts them, and comments are not events", async () => {
  const events = await all(
    answer("event: prog", 'ress\ndata: {"a":1}\n', "\n: still at it\n\nevent: done\r\ndata: ü\r\n\r\n"),
  );
  expect(events).toEqual([
    { event: "progress", data: '{"a":1}' },
    { event: "done", data: "ü" },
  ]);
});

test("an event that the server never finished is no event", async () => {
  expect(await all(answer("event: done\ndata: 1"))).toEqual([]);
});

test("whoever stops reading ends the connection", async () => {
  let ended = false;
  const response = new Response(
    new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode("data: x\n\n")),
      cancel: () => {
        ended = true;
      },
    }),
  );
  for await (const event of readServerEvents(response)) {
    expect(event.data).toBe("x");
    break;
  }
  expect(ended).toBe(true);
});
