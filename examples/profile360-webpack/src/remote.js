/** Versions of the remote's contract that this host was written for. */
const KNOWN_VERSIONS = [1];
const PATIENCE_MS = 15_000;

/**
 * Fetches the standalone remote: its `mount(element, props)`.
 * @param attempt 0 the first time, growing with every retry.
 * @throws where it is missing, too slow or of a version this host does not know.
 */
export async function loadMount(remoteEntry, attempt) {
  // A new address for each new attempt: the browser remembers a module that failed.
  const address = attempt === 0 ? remoteEntry : `${remoteEntry}?attempt=${attempt}`;
  const { mount, contractVersion } = await withPatience(importMount(address));
  if (!KNOWN_VERSIONS.includes(contractVersion)) {
    throw new Error(`The remote speaks version ${contractVersion} of its contract.`);
  }
  return mount;
}

async function importMount(address) {
  const container = await import(/* webpackIgnore: true */ address);
  await container.init({});
  return (await container.get("./mount"))();
}

/** Waits as long as a person would. */
function withPatience(promise) {
  let timer;
  const tooLate = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("The remote did not answer in time.")), PATIENCE_MS);
  });
  return Promise.race([promise, tooLate]).finally(() => clearTimeout(timer));
}
