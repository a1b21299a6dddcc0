import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NONCE_PLACE, type StaticServer, serveStatic } from "./serve-static.ts";

let folder: string;
let server: StaticServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "serve-static-"));
  await mkdir(join(folder, "site", "assets"), { recursive: true });
  await writeFile(join(folder, "site", "index.html"), "<h1>Home</h1>");
  await writeFile(join(folder, "site", "assets", "app-Ab12Cd34.js"), "export {}");
  await writeFile(join(folder, "secret.txt"), "secret");
  server = await serveStatic({
    root: join(folder, "site"),
    spaFallback: true,
    documents: { "/config.json": { apiBase: "http://api" } },
  });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** Without a client's own tidying of the path. */
function getRaw(
  path: string,
): Promise<{ status: number | undefined; body: string; headers: NodeJS.Dict<string | string[]> }> {
  return new Promise((done, fail) => {
    request({ port: server.port, path }, (response) => {
      let body = "";
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () => done({ status: response.statusCode, body, headers: response.headers }));
    })
      .on("error", fail)
      .end();
  });
}

test("any origin may read; hashed files are cached for good, the others are asked for anew", async () => {
  const asset = await getRaw("/assets/app-Ab12Cd34.js");
  expect(asset.headers).toMatchObject({
    "access-control-allow-origin": "*",
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=31536000, immutable",
  });
  expect((await getRaw("/")).headers["cache-control"]).toBe("no-cache");
});

test("text travels as gzip to whoever takes it, a changed file as it now is, and plain to the others", async () => {
  const script = join(folder, "site", "assets", "late-Ab12Cd34.js");
  for (const text of ["export const many = 1;".repeat(500), "export const few = 1;".repeat(400)]) {
    await writeFile(script, text);
    const packed = await fetch(`${server.origin}/assets/late-Ab12Cd34.js`, { headers: { "accept-encoding": "gzip" } });
    expect(packed.headers.get("content-encoding")).toBe("gzip");
    expect(Number(packed.headers.get("content-length"))).toBeLessThan(200);
    expect(await packed.text()).toBe(text);
  }
  const plain = await getRaw("/assets/late-Ab12Cd34.js");
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(plain.body).toHaveLength("export const few = 1;".length * 400);
});

test("a route of the app gets the page, a missing file gets 404", async () => {
  expect((await getRaw("/profile360/dormant-users")).body).toContain("Home");
  expect((await getRaw("/assets/gone.js")).status).toBe(404);
});

test("documents of this run stand in for files", async () => {
  expect(JSON.parse((await getRaw("/config.json?x=1")).body)).toEqual({ apiBase: "http://api" });
});

test("a page under a policy gets a nonce that is new each time, in its head and in the page alike", async () => {
  const page = join(folder, "strict");
  await mkdir(page);
  await writeFile(
    join(page, "index.html"),
    `<script nonce="${NONCE_PLACE}"></script><style nonce="${NONCE_PLACE}"></style>`,
  );
  const strict = await serveStatic({ root: page, policy: (nonce) => `script-src 'nonce-${nonce}'` });
  const nonces: string[] = [];
  for (let time = 0; time < 2; time += 1) {
    const response = await fetch(strict.origin, { headers: { "accept-encoding": "gzip" } });
    const [, nonce] = /'nonce-([\w+/]{22}==)'/.exec(response.headers.get("content-security-policy") ?? "") ?? [];
    expect(await response.text()).toBe(`<script nonce="${nonce}"></script><style nonce="${nonce}"></style>`);
    expect(response.headers.get("cache-control")).toBe("no-store");
    nonces.push(nonce as string);
  }
  await strict.close();
  expect(new Set(nonces).size).toBe(2);
});

test.each(["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/..%2f..%2fsecret.txt", "/%00", "/%zz"])(
  "%s never leaves the folder",
  async (path) => {
    expect((await getRaw(path)).body).not.toContain("secret");
  },
);

test("a folder that is not built yet is said plainly", async () => {
  await expect(serveStatic({ root: join(folder, "nowhere") })).rejects.toThrow("build it first");
});
