import { describe, expect, it, onTestFinished } from "vitest";
import type { FaultRow } from "./fault-row.ts";
import { FAULTS } from "./fault-table.ts";
import { expectPromisesKept } from "./promises.ts";
import { ADDRESSES, useWorld } from "./world.ts";

const world = useWorld();

describe.each([...Map.groupBy(FAULTS, ({ told }) => told)])("%s", (_told, rows) => {
  for (const row of rows) {
    const missing = (row.needs ?? []).filter((need) => ADDRESSES[need] === undefined);
    const name = row.fault ?? "in a run";
    if (missing.length > 0) it.skip(`${name} (skipped: there is no ${missing.join(" and no ")} for tests)`);
    else it(name, () => expectEnds(row));
  }
});

async function expectEnds(row: FaultRow): Promise<void> {
  const { standIn } = world();
  const scene = await world().open(row, row.needs ?? []);
  onTestFinished(() => scene.close());
  const run = await row.bring(scene, world());
  expect(run).toMatchObject(row.run);
  for (const [operation, calls] of Object.entries(row.calls ?? {})) {
    const made = standIn.calls.filter((call) => call.operation === operation).length;
    const [least, most] = typeof calls === "number" ? [calls, calls] : calls;
    expect(made, `calls of ${operation}`).toBeGreaterThanOrEqual(least);
    expect(made, `calls of ${operation}`).toBeLessThanOrEqual(most);
  }
  if (row.logged !== undefined) {
    await expect.poll(() => scene.lines.join("\n"), { interval: 5 }).toContain(`"event":"${row.logged}"`);
  }
  expect(await expectPromisesKept(scene, run, standIn)).toEqual(row.authors);
}
