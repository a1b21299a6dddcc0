import type { UserId } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../src/db/index.ts";
import { storePopulation } from "./store.ts";

const DAY_MS = 86_400_000;

interface People {
  readonly people: readonly string[];
  readonly dataAsOfMs: number;
  /** Days since their last sign-in. */
  readonly quietDays: number;
}

/** Stores plain enabled people of one source who are all equally quiet; gives their ids in the order named. */
export async function storePeople(tx: TenantTransaction, { people, dataAsOfMs, quietDays }: People): Promise<UserId[]> {
  const seenMs = dataAsOfMs - quietDays * DAY_MS;
  const users = await storePopulation(
    tx,
    [{ name: "okta", kind: "okta", dataAsOfMs, reportsActivity: true }],
    people.map((person) => ({
      source: "okta",
      externalId: person,
      person,
      accountType: "human",
      privileged: false,
      groupNames: [],
      cannotSignInReason: null,
      present: true,
      startMs: seenMs - 400 * DAY_MS,
      instantsMs: [seenMs - DAY_MS, seenMs],
      reporting: "reported",
      historyCompleteFromMs: null,
    })),
  );
  return people.map((person) => users.get(person) as UserId);
}
