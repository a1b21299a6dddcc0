// From which similarity on are neighbours close, and near? On real tenants, as they were half a year before their data
// end, embedded anew: by how many facts differ from a user to a neighbour, and whether what became of the
// neighbour (came back within 180 days or not) is what became of the user. Usage:
//   DATABASE_URL=postgres://… node bench/neighbour-closeness.ts [--embedder local|titan-v2|titan-g1]
// The tenants are those of DORMANT_SHARED_DATA and a generated office. Prints a line for each width of similarity
// and the two limits that separate best; judges nothing.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { TenantId, UserId } from "@dormant-users/shared-types";
import { schemaOf } from "../packages/bff/src/db/index.ts";
import { embedTenant } from "../packages/bff/src/features/insights/index.ts";
import { listNearestUsers } from "../packages/bff/src/features/insights/nearest-users.repository.ts";
import { embeddingHash } from "../packages/bff/src/rag/index.ts";
import type { Embedder } from "../packages/bff/src/rag/ports.ts";
import { type BenchDatabase, withBenchDatabase } from "./bench-database.ts";
import { machine } from "./measure.ts";
import { benchServices, DAY_MS, ingestFile, officeMembers, tenantFile } from "./office-tenant.ts";

const HORIZON_DAYS = 180;
const EDGES = [0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.99, 1.01];

const { values } = parseArgs({ options: { embedder: { type: "string", default: "local" } } });

interface TenantUser {
  readonly id: string;
  readonly created_at: string;
  readonly events: readonly { readonly at: string }[];
}

interface TenantFile {
  readonly tenant: string;
  readonly as_of: string;
  readonly users: readonly TenantUser[];
}

/** A user beside one of the ten nearest. */
interface Pair {
  readonly similarity: number;
  readonly differing: number;
  readonly alike: boolean;
}

/** The file as it was at an earlier instant, and who came back after it. */
function rewind(file: TenantFile, days: number): { past: TenantFile; returned: ReadonlySet<string> } {
  const cutoff = new Date(Date.parse(file.as_of) - days * DAY_MS).toISOString();
  const returned = new Set<string>();
  const users = file.users
    .filter(({ created_at }) => created_at < cutoff)
    .map((user) => {
      const events = user.events.filter(({ at }) => at < cutoff);
      if (events.length < user.events.length) returned.add(user.id);
      const last_active_at =
        events
          .map(({ at }) => at)
          .toSorted()
          .at(-1) ?? null;
      return { ...user, events, event_count: events.length, last_active_at };
    });
  return { past: { ...file, as_of: cutoff, users }, returned };
}

async function pairsOf(bench: BenchDatabase, file: TenantFile): Promise<Pair[]> {
  const tenantId = await bench.createTenant();
  const services = await benchServices(bench.database, { DORMANT_EMBEDDER: values.embedder });
  const { past, returned } = rewind(file, HORIZON_DAYS);
  await ingestFile(services, tenantId, JSON.stringify(past), past.users.length);
  const texts = new Map<string, string>();
  await embedTenant({ ...services, embedder: remembering(services.embedder, texts) }, tenantId);
  const { modelId, dimensions } = services.embedder;
  const users = await embeddedUsers(bench, tenantId);
  const nearest = await bench.database.withTenant(
    tenantId,
    (tx) => listNearestUsers(tx, { modelId, dimensions, userIds: [...users.keys()] }, "exact"),
    { statementTimeoutMs: 0 },
  );
  await services.close();
  return nearest.flatMap(({ userId, neighbourId, similarity }) => {
    const [user, neighbour] = [users.get(userId), users.get(neighbourId)];
    if (user === undefined || neighbour === undefined) return [];
    const [one, other] = [texts.get(user.hash), texts.get(neighbour.hash)];
    const alike = returned.has(user.externalId) === returned.has(neighbour.externalId);
    return [{ similarity, differing: differingFacts(one ?? "", other ?? ""), alike }];
  });
}

function remembering(embedder: Embedder, texts: Map<string, string>): Embedder {
  return {
    ...embedder,
    embed(asked, options) {
      for (const text of asked) texts.set(embeddingHash(text, embedder.modelId), text);
      return embedder.embed(asked, options);
    },
  };
}

async function embeddedUsers({ bare }: BenchDatabase, tenantId: TenantId) {
  const schema = schemaOf(tenantId);
  const { rows } = await bare.query<{ user_id: UserId; external_id: string; content_hash: string }>(
    `select user_id, u.external_id, e.content_hash from ${schema}.user_embeddings e join ${schema}.user_profiles u using (user_id)`,
  );
  return new Map(rows.map((row) => [row.user_id, { externalId: row.external_id, hash: row.content_hash }]));
}

/** Sentences of one text that the other lacks: each is one fact. */
function differingFacts(one: string, other: string): number {
  const known = new Set(other.split(/(?<=\.) /));
  return one.split(/(?<=\.) /).filter((sentence) => !known.has(sentence)).length;
}

function tell(name: string, pairs: readonly Pair[]): void {
  const alike = pairs.filter((pair) => pair.alike).length / pairs.length;
  console.log(`\n${name}: ${pairs.length} pairs, ${(100 * alike).toFixed(1)} % with the same outcome`);
  for (const [at, to] of EDGES.entries()) {
    const from = EDGES[at - 1] ?? -1;
    const inside = pairs.filter(({ similarity }) => similarity >= from && similarity < to);
    if (inside.length === 0) continue;
    const share = (test: (pair: Pair) => boolean) => ((100 * inside.filter(test).length) / inside.length).toFixed(1);
    console.log(
      `  ${from.toFixed(2)} to ${to.toFixed(2)}: ${((100 * inside.length) / pairs.length).toFixed(1).padStart(5)} % of pairs; ` +
        `facts that differ: none ${share(({ differing }) => differing === 0)} %, at most 1 ${share(({ differing }) => differing <= 1)} %, ` +
        `at most 3 ${share(({ differing }) => differing <= 3)} %; same outcome ${share((pair) => pair.alike)} %`,
    );
  }
}

/** The similarity that best tells pairs with at most so many differing facts from the others (Youden's J). */
function bestLimit(
  pairs: readonly Pair[],
  atMost: number,
): { limit: number; sensitivity: number; specificity: number } {
  const positive = pairs.filter(({ differing }) => differing <= atMost);
  const negative = pairs.filter(({ differing }) => differing > atMost);
  let best = { limit: 1, sensitivity: 0, specificity: 0 };
  for (let limit = 0.5; limit <= 1; limit += 0.005) {
    const sensitivity = positive.filter(({ similarity }) => similarity >= limit).length / positive.length;
    const specificity = negative.filter(({ similarity }) => similarity < limit).length / negative.length;
    if (sensitivity + specificity > best.sensitivity + best.specificity) best = { limit, sensitivity, specificity };
  }
  return best;
}

const data = process.env.DORMANT_SHARED_DATA;
if (data === undefined) throw new Error("DORMANT_SHARED_DATA is not set; name the folder of the public tenants");
console.log(machine());
await withBenchDatabase(async (bench) => {
  const all: Pair[] = [];
  const files: [string, TenantFile][] = await Promise.all(
    ["tenant_laravel.json", "tenant_fastify.json"].map(
      async (name) => [name, JSON.parse(await readFile(join(data, name), "utf8"))] as [string, TenantFile],
    ),
  );
  const nowMs = Date.parse("2026-11-20T00:00:00Z");
  files.push([
    "an office of 1,000",
    JSON.parse(tenantFile(officeMembers({ users: 1_000, dormant: 400, nowMs }), nowMs)),
  ]);
  for (const [name, file] of files) {
    const pairs = await pairsOf(bench, file);
    tell(name, pairs);
    all.push(...pairs);
  }
  console.log("");
  for (const atMost of [0, 1, 2, 3, 4, 5]) {
    const { limit, sensitivity, specificity } = bestLimit(all, atMost);
    console.log(
      `at most ${atMost} facts differ: from similarity ${limit.toFixed(3)} on (finds ${(100 * sensitivity).toFixed(1)} % of such pairs, keeps out ${(100 * specificity).toFixed(1)} % of the others)`,
    );
  }
});
