import type { TenantTransaction } from "../../src/db/index.ts";
import { schemaOf } from "../../src/db/tenant-schema.ts";
import { seededRandom } from "../../src/samples/random.ts";
import { rawSql } from "../harness/raw-sql.ts";
import { type StoredAccount, type StoredSource, storePopulation } from "./store.ts";

const DAY_MS = 86_400_000;
const PEOPLE = 500;

function accountsOf(sources: readonly StoredSource[]): StoredAccount[] {
  const random = seededRandom(11);
  return Array.from({ length: PEOPLE }, (_, index): StoredAccount => {
    const source = sources[index % sources.length] as StoredSource;
    // Whole days, so that many are equally quiet and only their ids tell them apart.
    const at = source.dataAsOfMs - Math.floor(random() * 60) * DAY_MS;
    return {
      source: source.name,
      externalId: `x${index}`,
      person: `person${index}`,
      accountType: random() < 0.2 ? "guest" : "human",
      privileged: random() < 0.3,
      groupNames: [],
      cannotSignInReason: null,
      present: true,
      startMs: at - 100 * DAY_MS,
      instantsMs: random() < 0.1 ? [] : [at, at - 50 * DAY_MS],
      reporting: "reported",
      historyCompleteFromMs: null,
    };
  });
}

/** By a number drawn from the id: a fifth not analysed, a quarter without a probability, a third decided about, … */
const DRAWN = `(select user_id, ('x' || substr(md5(user_id::text), 1, 4))::bit(16)::integer as n from user_profiles) as p`;

const STATEMENTS = [
  `insert into user_insights (user_id, risk_level, confidence, source, analysis_hash, insight)
   select user_id, (array['critical', 'high', 'medium', 'low'])[1 + n % 4], (n % 10) / 10.0, 'rules', '', '{}' from ${DRAWN}
   where n % 5 > 0`,
  `insert into return_outlooks (user_id, return_probability)
   select user_id, case when n % 4 > 0 then 0.01 + (n % 30) / 40.0 end from ${DRAWN} where n % 8 > 0`,
  `insert into decisions (user_id, kind, decided_by)
   select user_id, (array['keep', 'notify'])[1 + n % 2], 'test' from ${DRAWN} where n % 3 = 0`,
  `update source_accounts as a set mfa_enrolled = n % 7 > 2,
     attributes = case when n % 2 = 0 then '{"licences": ["E5", "Visio", "E5"]}' else '{"licences": ["E5"]}' end::jsonb
   from ${DRAWN} where a.user_id = p.user_id and n % 6 > 0`,
  // Once more, as a second analysis does, and taken away again.
  `update user_insights set risk_level = 'critical' where confidence > 0.85`,
  `delete from user_insights where user_id in (select user_id from user_profiles where email like '%9@%')`,
  `update return_outlooks set return_probability = null where return_probability > 0.7`,
];

/** Stores 500 people of up to two months' silence, with everything that analyses and decisions would have left. */
export async function storeAssessedPeople(tx: TenantTransaction, sources: readonly StoredSource[]): Promise<void> {
  await storePopulation(tx, sources, accountsOf(sources));
  await tx.execute(rawSql(`set local search_path = ${schemaOf(tx.tenantId)}, public`));
  for (const statement of STATEMENTS) await tx.execute(rawSql(statement));
}
