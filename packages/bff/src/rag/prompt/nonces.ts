/** Words of one request that nobody can know beforehand. */
export interface Nonces {
  /** Comes back with the answer: an answer to another request is refused. */
  readonly requestToken: string;
  /** Stands in the system text and must never come back. */
  readonly canary: string;
  /** Ends the block of facts: no fact can hold it. */
  readonly boundary: string;
}

/** No vowels and no digits: never an English word or a name, and never a number of an account that the gate would stop. */
const ALPHABET = "bcdfghjkmnpqrstvwxz";
const LENGTH = 15;
/** The largest multiple of the alphabet's size in a byte: above it the remainder would favour some letters. */
const FAIR = 256 - (256 % ALPHABET.length);

function randomWord(): string {
  const letters: string[] = [];
  while (letters.length < LENGTH) {
    const bytes = globalThis.crypto.getRandomValues(new Uint8Array(LENGTH * 2));
    letters.push(...[...bytes].filter((byte) => byte < FAIR).map((byte) => ALPHABET[byte % ALPHABET.length] ?? "b"));
  }
  return `q${letters.slice(0, LENGTH).join("")}`;
}

/** Fresh ones, 63 bits each. */
export function drawNonces(): Nonces {
  return { requestToken: randomWord(), canary: randomWord(), boundary: randomWord() };
}
