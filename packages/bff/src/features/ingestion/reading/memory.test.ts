import { expect, test } from "vitest";
import { type LargeForm, readLargeObject } from "../../../../test/ingestion/large-object.ts";

// What the engine's garbage may add; ten times the bytes in memory would add 90 MB at least.
const NOISE_BYTES = 40e6;

test.each<LargeForm>(["page", "lines", "page-gzip"])(
  "a %s of 100 MB takes the memory that one of 10 MB takes",
  { timeout: 120_000 },
  async (form) => {
    const small = await readLargeObject(form, 10);
    const large = await readLargeObject(form, 100);
    expect(large.accounts).toBeGreaterThan(9 * small.accounts);
    expect(large.quarantined).toBe(0);
    expect(large.peakBytes - small.peakBytes).toBeLessThan(NOISE_BYTES);
  },
);

test("a single user of 100 MB is set aside in the memory of a small one", { timeout: 120_000 }, async () => {
  const small = await readLargeObject("one-user", 2);
  const large = await readLargeObject("one-user", 100);
  expect([large.accounts, large.quarantined]).toEqual([0, 1]);
  expect(large.peakBytes - small.peakBytes).toBeLessThan(NOISE_BYTES);
});
