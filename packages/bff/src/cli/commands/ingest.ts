import { resolve } from "node:path";
import type { TenantId } from "@dormant-users/shared-types";
import { type IngestResult, ingestObjects, QUARANTINE_ADVICE } from "../../features/ingestion/index.ts";
import { type CommandIo, type CommonOptions, type DatabaseCommand, writeJson } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { asOfOption, tenantOption } from "../options.ts";

interface IngestOptions extends CommonOptions {
  readonly tenant: TenantId;
  readonly asOf?: string;
  readonly accept?: boolean;
}

/** Changed users from which the planner's statistics are worth renewing at once. */
const MANY = 1_000;

/** How far clocks may differ before an instant counts as one to come. */
const CLOCK_SKEW_MS = 3_600_000;

export const ingest: DatabaseCommand = {
  name: "ingest",
  needs: "database",
  summary: "take user objects into a tenant: files, or folders as they lie in the bucket",
  operands: [{ syntax: "<path...>", description: "a file, a folder, or s3://bucket/prefix" }],
  options: [
    tenantOption,
    {
      ...asOfOption,
      description: "the instant at which the objects' facts were true (default: what they say themselves)",
    },
    { syntax: "--accept", description: "believe a snapshot that would be held" },
  ],
  help: `Recognised: TrustX, SCIM, Okta, Microsoft Graph and Google users; one, a list, a page, or one on each line; plain or gzip.
A bad record is set aside and the rest goes in. Exit code 4: held until --accept; 5: an object was refused.`,
  async run({ database, openObjects, erasureKeys, now }, io, options: IngestOptions, operands) {
    const results: IngestResult[] = [];
    // All of them first: a mistyped second path is told before the first is taken.
    const places = await Promise.all(
      operands.map((operand) => openObjects(operand.startsWith("s3://") ? operand : resolve(io.cwd, operand))),
    );
    try {
      for (const [index, { store, objects }] of places.entries()) {
        const progress = (objects: number, users: number) => `${operands[index]}: ${objects} objects, ${users} users\n`;
        results.push(
          await ingestObjects(database, {
            tenantId: options.tenant,
            store,
            objects: objects({ signal: io.signal }),
            asOf: options.asOf,
            accept: options.accept,
            actor: "command line",
            erasureKeys,
            nowMs: now(),
            signal: io.signal,
            onProgress: (done) => void io.stderr(progress(done.objects, done.users)),
          }),
        );
      }
    } finally {
      for (const place of places) place.close();
    }
    const changed = sum(results, (result) => result.users - result.unchanged);
    if (changed >= MANY) await database.admin.analyze(options.tenant);
    await tell(io, results, now());
    if (options.json) await writeJson(io, toJson(options.tenant, results));
    else {
      await io.stdout(
        `${sum(results, (result) => result.users)} users from ${sum(results, (result) => result.objects)} objects, ${changed} changed\n`,
      );
    }
    if (results.some((result) => result.refused.length > 0)) return EXIT.refused;
    return results.some((result) => result.held.length > 0) ? EXIT.held : EXIT.ok;
  },
};

const sum = (results: readonly IngestResult[], count: (result: IngestResult) => number): number =>
  results.reduce((total, result) => total + count(result), 0);

const toJson = (tenant: TenantId, results: readonly IngestResult[]) => ({
  tenant,
  objects: sum(results, (result) => result.objects),
  users: sum(results, (result) => result.users),
  unchanged: sum(results, (result) => result.unchanged),
  quarantined: results.flatMap((result) =>
    result.quarantined.map(({ object, position, reason, field, externalId }) => ({
      object,
      position,
      reason,
      ...(field !== undefined && { field }),
      ...(externalId !== undefined && { external_id: externalId }),
    })),
  ),
  held: sum(results, (result) => result.held.reduce((total, held) => total + held.objects, 0)),
  holds: results.flatMap((result) => result.held),
  refused: results.flatMap((result) => result.refused),
  data_as_of: results.at(-1)?.dataAsOf ?? null,
});

async function tell(io: CommandIo, results: readonly IngestResult[], nowMs: number): Promise<void> {
  const seen = sum(results, ({ objects, held, refused }) => objects + held.length + refused.length);
  if (seen === 0) await io.stderr("warning: no user objects there; check the path\n");
  const asOf = results.at(-1)?.dataAsOf ?? null;
  if (asOf !== null && Date.parse(asOf) > nowMs + CLOCK_SKEW_MS) {
    await io.stderr(
      `warning: the newest data says it is of ${asOf}, which has not come yet; ages are measured there\n`,
    );
  }
  const erased = sum(results, (result) => result.erased);
  if (erased > 0) await io.stderr(`left out: ${erased} records of erased users\n`);
  for (const { quarantined, held, refused, ignored } of results) {
    for (const { object, position, reason, field } of quarantined.slice(0, 20)) {
      const where = field === undefined ? "" : ` (${field})`;
      await io.stderr(`set aside: ${object} record ${position}${where}: ${QUARANTINE_ADVICE[reason]}\n`);
    }
    if (quarantined.length > 20) await io.stderr(`set aside: ${quarantined.length - 20} more (--json lists all)\n`);
    for (const { detail } of held) await io.stderr(`held: ${detail}; nothing was applied. Look, then add --accept\n`);
    for (const { message } of refused) await io.stderr(`refused: ${message}\n`);
    if (ignored.length > 0)
      await io.stderr(`ignored: ${ignored.length} files that hold no users, such as ${ignored[0]}\n`);
  }
}
