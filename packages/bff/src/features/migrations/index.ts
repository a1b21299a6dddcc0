export { readMigrationRequest } from "./migration-request.ts";
export { type MigrationReport, runMigrations } from "./run-migrations.ts";
