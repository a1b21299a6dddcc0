import { once } from "node:events";
import { connect } from "node:net";
import { getHealth } from "@dormant-users/shared-types";
import { expect, it } from "vitest";
import { createTestApp } from "../../test/http/test-app.ts";
import { defineRoute } from "./define-route.ts";
import { AddressUnavailableError, startServer } from "./start-server.ts";

const ANY = { host: "127.0.0.1", port: 0 };

it("serves over a real socket, compressed where asked, and says which address it took", async () => {
  const server = await startServer(createTestApp().app, ANY);
  const response = await fetch(`${server.url}/openapi.json`);
  expect(response.headers.get("content-encoding")).toBe("gzip");
  expect(await response.json()).toMatchObject({ openapi: "3.1.0" });
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
  await server.stop();
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
});

it("says which port is in use and what to do", async () => {
  const server = await startServer(createTestApp().app, ANY);
  const second = startServer(createTestApp().app, { host: "127.0.0.1", port: server.port });
  await expect(second).rejects.toBeInstanceOf(AddressUnavailableError);
  await expect(second).rejects.toThrow(new RegExp(`Port ${server.port} on 127.0.0.1 is in use.*--port`));
  await server.stop();
});

it("lets a request under way finish when it stops, though the connection is kept alive", async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const route = defineRoute(getHealth).handle(async () => {
    arrive();
    await released;
    return { status: 200, body: { status: "ok", version: "1" } };
  });
  const server = await startServer(createTestApp({ routes: [route] }).app, ANY);
  const answer = fetch(`${server.url}/healthz`);
  await arrived;
  const stopped = server.stop();
  expect(server.stop()).toBe(stopped);
  release();
  expect((await answer).status).toBe(200);
  await stopped;
});

it("cuts what does not finish in time", async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const route = defineRoute(getHealth).handle(() => {
    arrive();
    return new Promise(() => {});
  });
  const server = await startServer(createTestApp({ routes: [route] }).app, ANY);
  const answer = fetch(`${server.url}/healthz`);
  const cut = expect(answer).rejects.toThrow();
  await arrived;
  await server.stop(10);
  await cut;
});

it("a body sent without a length is held to the limit too", async () => {
  const { app } = createTestApp({ config: { bodyLimitBytes: 2000 } });
  const server = await startServer(app, ANY);
  const socket = connect(server.port, "127.0.0.1");
  socket.write(
    "PUT /profile360/insights/settings HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n" +
      `transfer-encoding: chunked\r\nconnection: close\r\n\r\nbb8\r\n${" ".repeat(3000)}\r\n0\r\n\r\n`,
  );
  const [chunk] = (await once(socket, "data")) as [Buffer];
  expect(chunk.toString()).toMatch(/^HTTP\/1\.1 413 /);
  socket.destroy();
  await server.stop();
});
