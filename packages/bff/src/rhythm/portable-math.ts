/**
 * Logarithm, exponential and logistic function from +, −, × and ÷ alone.
 *
 * ECMAScript leaves the last bits of `Math.log` and `Math.exp` to the engine; IEEE 754 does not leave those of the four
 * operations. A model fitted with these functions is therefore the same, bit for bit, on every machine.
 */

// Math.LN2 in two parts, the first short enough that k × LN2_HIGH is exact for every exponent k (Cody and Waite).
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const LARGEST_ARGUMENT = 700;
const LARGEST_POWER = 1020;
const TABLE_SIZE = 4096;

const POWERS_OF_TWO = powersOfTwo();

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(2 * LARGEST_POWER + 1).fill(1);
  for (let k = 1; k <= LARGEST_POWER; k += 1) {
    powers[LARGEST_POWER + k] = (powers[LARGEST_POWER + k - 1] as number) * 2;
    powers[LARGEST_POWER - k] = (powers[LARGEST_POWER - k + 1] as number) / 2;
  }
  return powers;
}

function powerOfTwo(exponent: number): number {
  return POWERS_OF_TWO[exponent + LARGEST_POWER] as number;
}

/** Natural logarithm for 1 ≤ x < 2^31, error below 1e-15 × max(1, result): ln m = 2 artanh((m − 1) / (m + 1)). */
function lnBySeries(x: number): number {
  let exponent = 31 - Math.clz32(x);
  let mantissa = x / powerOfTwo(exponent);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  const t = (mantissa - 1) / (mantissa + 1);
  const square = t * t;
  let sum = 1 / 21;
  for (let odd = 19; odd >= 1; odd -= 2) sum = sum * square + 1 / odd;
  return exponent * Math.LN2 + 2 * t * sum;
}

const LN_OF_WHOLE = Float64Array.from({ length: TABLE_SIZE }, (_, whole) => (whole < 1 ? 0 : lnBySeries(whole)));

/** Natural logarithm of `x`, for values below 2^31; everything under 1 counts as 1, so the result is never negative. */
export function lnFromOne(x: number): number {
  if (!(x > 1)) return 0;
  // A whole number's logarithm is the same by table and by series; the table only saves the time.
  return x < TABLE_SIZE && x === Math.trunc(x) ? (LN_OF_WHOLE[x] as number) : lnBySeries(x);
}

/** e^x, relative error below 1e-15; arguments beyond ±700 count as ±700, so the result is finite and positive. */
export function exp(x: number): number {
  const bounded = Math.min(LARGEST_ARGUMENT, Math.max(-LARGEST_ARGUMENT, x));
  const halvings = Math.round(bounded / Math.LN2);
  const rest = bounded - halvings * LN2_HIGH - halvings * LN2_LOW;
  let sum = 1;
  for (let term = 14; term >= 1; term -= 1) sum = 1 + (rest / term) * sum;
  return sum * powerOfTwo(halvings);
}

/** The logistic function 1 / (1 + e^−x). */
export function logistic(x: number): number {
  return 1 / (1 + exp(-x));
}

/** ln(1 + e^x), without overflow for large x. */
export function softplus(x: number): number {
  return x > 0 ? x + lnFromOne(1 + exp(-x)) : lnFromOne(1 + exp(x));
}

/** `value` rounded to six decimals: what differs beyond them is of no meaning here. */
export function roundToMillionths(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
