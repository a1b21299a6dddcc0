/** The migration files by name, where a bundle carries them (scripts/build-lambda.ts); undefined: they lie on the disk. */
export const packedMigrations: Readonly<Record<string, string>> | undefined = undefined as
  | Readonly<Record<string, string>>
  | undefined;
