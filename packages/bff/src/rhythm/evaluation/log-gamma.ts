// Lanczos' approximation with g = 7 and nine terms (Godfrey's coefficients), relative error near 1e-15.
const SHIFT = 7;
const FIRST = 0.9999999999998099;
const TERMS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const base = x - 1 + SHIFT + 0.5;
  const series = TERMS.reduce((sum, term, index) => sum + term / (x + index), FIRST);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series);
}
