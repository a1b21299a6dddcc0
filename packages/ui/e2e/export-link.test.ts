import { readFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { type ExportLink, exportDormantUsers } from "@dormant-users/shared-types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, startStack } from "./support/stack.ts";
import { TrustXPage } from "./support/trustx-page.ts";

const NAME = "dormant-users-northwind-2026-11-22.csv";
const FILE = "user_id,name\r\n1,Maren Kvist\r\n";

let stack: Stack;
let trustx: TrustXPage;
let bucket: Awaited<ReturnType<typeof startBucket>>;
beforeAll(async () => {
  [stack, bucket] = await Promise.all([startStack(), startBucket()]);
  trustx = await TrustXPage.open(stack.browser, { origin: stack.host.origin });
  await trustx.signIn();
  await trustx.rowsShown();
});
afterAll(async () => {
  await trustx?.close();
  await Promise.all([stack?.close(), bucket?.close()]);
});

test("a list too long for one answer is saved from the address given instead, and the page stays", async () => {
  const { page } = trustx;
  const link: ExportLink = { url: bucket.url, expires_at: "2026-11-22T06:19:00.000Z", file_name: NAME };
  await page.route(`**${exportDormantUsers.path}*`, (route) =>
    route.fulfill({ json: link, headers: { "access-control-allow-origin": "*" } }),
  );
  const address = page.url();
  await trustx.button("Export").click();
  const saving = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /^CSV/ }).click();
  const saved = await saving;

  expect(saved.suggestedFilename()).toBe(NAME);
  expect(await readFile(await saved.path(), "utf8")).toBe(FILE);
  // Whoever has the address may read it: the token has no business there.
  expect(bucket.asked.map(({ authorization }) => authorization)).toEqual([undefined]);
  expect(page.url()).toBe(address);
  await trustx.button("Export").waitFor();
  expect(await trustx.rows.first().isVisible()).toBe(true);
  expect(trustx.complaints).toEqual([]);
});

/** Answers like a bucket behind a presigned address: another origin, without CORS, the file as an attachment. */
async function startBucket() {
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer(({ headers }, response) => {
    asked.push(headers);
    response.writeHead(200, { "content-type": "text/csv", "content-disposition": `attachment; filename="${NAME}"` });
    response.end(FILE);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", () => done()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tenant_northwind/exports/1/${NAME}?X-Amz-Expires=300`,
    asked,
    close() {
      server.closeAllConnections();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
}
