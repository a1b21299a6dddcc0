// Runs the database suites on the real PostgreSQL that TEST_DATABASE_URL names (`.ci/servers.sh start` brings one).
import { spawnSync } from "node:child_process";

if (!process.env.TEST_DATABASE_URL) {
  process.stderr.write(
    "test:postgres needs TEST_DATABASE_URL, the address of a PostgreSQL 17 with pgvector and a role that may create\n" +
      'databases and roles. As root on Debian: .ci/server-root.sh && .ci/servers.sh start && eval "$(.ci/servers.sh env)"\n' +
      "Elsewhere: docker compose up -d, then export TEST_DATABASE_URL=postgres://postgres@127.0.0.1:55417/postgres\n",
  );
  process.exit(2);
}

const { status } = spawnSync(
  "vitest",
  [
    "run",
    "--project",
    "bff",
    `--retry=${process.env.TEST_RETRIES ?? "0"}`,
    "--outputFile.json=artifacts/vitest-postgres.json",
    ".db.test.ts",
    ...process.argv.slice(2),
  ],
  { stdio: "inherit" },
);
process.exit(status ?? 1);
