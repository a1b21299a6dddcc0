import { aws, type Command } from "./command.ts";

/** The two containers, as packages/ui builds them. */
const CONTAINERS = ["remote", "standalone"] as const;
/** Which build the entries beside it are of (`RemoteVersion`). */
const VERSION_FILE = "version.json";
/** What keeps its name from release to release. Everything else carries a hash of its content in its name. */
const ENTRIES = ["remoteEntry.js", "varRemoteEntry.js", "mf-manifest.json", VERSION_FILE] as const;

const IMMUTABLE = "public,max-age=31536000,immutable";
const SHORT_LIVED = "public,max-age=60,stale-while-revalidate=300";

/**
 * Puts a release beside those before it: assets under names that no other content has, and its entries in a folder of
 * their own. Nothing that a host has loaded goes away, and no host sees the release yet.
 */
export function uploadRelease(bucket: string, release: string): readonly Command[] {
  return CONTAINERS.flatMap((container) => [
    aws(
      ...["s3", "sync", `packages/ui/dist/${container}/assets`, `s3://${bucket}/${container}/assets`],
      ...["--cache-control", IMMUTABLE, "--size-only", "--only-show-errors"],
    ),
    aws(
      ...[
        "s3",
        "cp",
        `packages/ui/dist/${container}`,
        `s3://${bucket}/releases/${release}/${container}`,
        "--recursive",
      ],
      ...["--exclude", "*", ...ENTRIES.flatMap((entry) => ["--include", entry])],
      ...["--cache-control", SHORT_LIVED, "--only-show-errors"],
    ),
  ]);
}

/** Makes a release that is there the one that hosts load, forwards or back: its entries are copied over the current ones. */
export function pointTo(bucket: string, distribution: string, release: string): readonly Command[] {
  const paths = CONTAINERS.flatMap((container) => ENTRIES.map((entry) => `/${container}/${entry}`));
  return [
    ...CONTAINERS.map((container) =>
      aws(
        ...["s3", "cp", `s3://${bucket}/releases/${release}/${container}`, `s3://${bucket}/${container}`],
        ...["--recursive", "--only-show-errors"],
      ),
    ),
    aws(
      "cloudfront",
      "create-invalidation",
      "--distribution-id",
      distribution,
      "--paths",
      ...paths,
      "--output",
      "json",
    ),
  ];
}

/** The version file that hosts' entries lie beside now. */
export function currentVersion(bucket: string): Command {
  return aws("s3", "cp", `s3://${bucket}/remote/${VERSION_FILE}`, "-");
}

/** The version files of all releases and of the current one. */
export function listVersions(bucket: string): Command {
  return aws(
    ...["s3api", "list-objects-v2", "--bucket", bucket],
    ...["--query", `Contents[?ends_with(Key, 'remote/${VERSION_FILE}')].{key:Key,at:LastModified,content:ETag}`],
    ...["--output", "json"],
  );
}

interface ListedVersion {
  readonly key: string;
  /** When it was uploaded. */
  readonly at: string;
  /** Equal where the contents are: S3 makes it of them, and a copy keeps it. */
  readonly content: string;
}

/** A line for each release, latest first. Where two were built of the same sources, both are what hosts load. */
export function describeReleases(listed: readonly ListedVersion[]): readonly string[] {
  const current = listed.find(({ key }) => key === `remote/${VERSION_FILE}`)?.content;
  return listed
    .toSorted((left, right) => right.at.localeCompare(left.at))
    .flatMap(({ key, at, content }) => {
      const [, release] = /^releases\/([^/]+)\//.exec(key) ?? [];
      return release === undefined ? [] : `${at}  ${release}${content === current ? "  current" : ""}`;
    });
}
