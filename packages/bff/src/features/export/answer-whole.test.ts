import { TenantId } from "@dormant-users/shared-types";
import { expect, test } from "vitest";
import { answerWhole } from "./answer-whole.ts";
import type { ExportFile, ExportStore } from "./export-store.ts";

let ended = false;
async function* chunks(...texts: string[]): AsyncGenerator<string> {
  ended = false;
  try {
    yield* texts;
  } finally {
    ended = true;
  }
}
const file = (...texts: string[]): ExportFile => ({
  tenant: TenantId.parse("acme"),
  name: "users.csv",
  type: "text/csv",
  chunks: chunks(...texts),
  signal: new AbortController().signal,
});

class Place implements ExportStore {
  text = "";
  async keep({ chunks: parts }: ExportFile) {
    for await (const part of parts) this.text += part;
    return { url: "https://place.example/x", expiresAt: "2026-11-22T06:05:00.000Z" };
  }
}

test("a list that fits is the answer, to the byte", async () => {
  const place = new Place();
  expect(await answerWhole(file("éé", "é"), place, 6)).toEqual({ text: "ééé" });
  expect(place.text).toBe("");
});

test("a list one byte too long goes whole to where it may lie, and the answer says where", async () => {
  const place = new Place();
  expect(await answerWhole(file("éé", "é", "x", "the rest"), place, 6)).toEqual({
    link: { url: "https://place.example/x", expires_at: "2026-11-22T06:05:00.000Z", file_name: "users.csv" },
  });
  expect(place.text).toBe("éééxthe rest");
});

test("a list that is too long and has no place is refused with what to do, and no more of it is made", async () => {
  await expect(answerWhole(file("xxxx", "xxxx", "never"), undefined, 6)).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("filter"),
  });
  expect(ended).toBe(true);
});
