import pg from "pg";

/** On a server (`url`): until somebody in that database waits for a lock. The embedded database takes one transaction at a time. */
export async function untilSomebodyWaits(url: string | undefined): Promise<void> {
  if (url === undefined) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  while ((await client.query(waiting)).rowCount === 0) await new Promise(setImmediate);
  await client.end();
}
