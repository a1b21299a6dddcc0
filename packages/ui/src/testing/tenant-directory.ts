import type { DormancyReason, DormancyState, DormantUser, UserId } from "@dormant-users/shared-types";
import { buildDormantUser } from "@dormant-users/shared-types/testing";
import { daysBefore } from "../lib/formats.ts";

/** The instant all mocked data speaks of: fixed, so that a picture today equals the picture of last month. */
export const AS_OF = "2026-11-22T06:00:00.000Z";

/** One account as the pretended server knows it; what it is called depends on the threshold asked for. */
export interface KnownAccount {
  readonly user: DormantUser;
  /** Set where no threshold changes the state. */
  readonly fixed?: { readonly state: DormancyState; readonly reason: DormancyReason };
}

const GIVEN =
  "Maren Tomás Ines Akira Zoë Óscar Wanjirũ Łukasz Priya Noam Siobhán Étienne Mei Yusuf Ragnhild Dilnoza".split(" ");
const FAMILY =
  "Kvist Ferreira Okonkwo Tanaka Lindqvist Nuñez Kamau Wójcik Raghavan Ben-David Ó Briain|Lefèvre Zhang Demir Aasen Yusupova".split(
    /[ |]/,
  );
const DEPARTMENTS = ["Platform", "Finance", "Internal audit", "Sales", "Customer care", "People", "Legal", null];
const SOURCES = [["okta"], ["entra"], ["okta", "entra"], ["google"], ["entra"], ["okta"]];

/** Repeatable noise (mulberry32): the same seed gives the same tenant in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A believable tenant: most people active, a tail of the long quiet, guests, robots and a few nobody can judge. */
export function buildTenantDirectory(size: number, seed = 7): KnownAccount[] {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  return Array.from({ length: size }, (_, index) => {
    const given = pick(GIVEN);
    const family = pick(FAMILY);
    const kind = random();
    const quiet = Math.floor(random() < 0.72 ? random() * 29 : 30 + 700 * random() ** 2.4);
    const started = quiet + 20 + Math.floor(random() * 1500);
    const sources = pick(SOURCES);
    const user = buildDormantUser({
      user_id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}` as UserId,
      external_id: `ext-${index + 1}`,
      name: `${given} ${family}`,
      email: `${asciiOf(given)}.${asciiOf(family)}${index}@northwind.example`,
      department: pick(DEPARTMENTS),
      sources,
      last_active_source: sources[0] ?? null,
      last_active_at: daysBefore(AS_OF, quiet + 0.3),
      days_inactive: quiet,
      account_start_at: daysBefore(AS_OF, started),
      privileged: random() < 0.06,
      account_type: kind > 0.94 ? "guest" : "human",
      last_active_basis: random() < 0.8 ? "successful_sign_in" : "non_interactive",
    });
    return classify(user, kind, started);
  });
}

function classify(user: DormantUser, kind: number, started: number): KnownAccount {
  if (kind < 0.02) {
    const robot = { ...user, account_type: "service" as const, name: `svc-${user.external_id}` };
    return { user: robot, fixed: { state: "exempt", reason: "exempt_account_type" } };
  }
  if (kind < 0.05) return { user, fixed: { state: "disabled", reason: "suspended" } };
  if (kind < 0.06) {
    return { user: withoutActivity(user, null), fixed: { state: "unknown", reason: "source_has_no_activity" } };
  }
  if (kind < 0.09) return { user: withoutActivity(user, started) };
  return { user };
}

function withoutActivity(user: DormantUser, days: number | null): DormantUser {
  return {
    ...user,
    last_active_at: null,
    last_active_source: null,
    last_active_basis: "none",
    days_inactive: days,
    account_start_at: days === null ? null : user.account_start_at,
  };
}

function asciiOf(name: string): string {
  return name
    .normalize("NFD")
    .replace("Ł", "L")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
}
