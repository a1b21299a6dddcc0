interface Vertex {
  readonly point: readonly number[];
  readonly value: number;
}

const MOST_STEPS = 4000;

/**
 * The minimum of `objective` near `start` by the downhill simplex of Nelder and Mead (1965); the first simplex has unit
 * edges. Deterministic. Stops when the values at the corners agree to within `tolerance`.
 */
export function minimise(
  objective: (point: readonly number[]) => number,
  start: readonly number[],
  tolerance = 1e-9,
): readonly number[] {
  const evaluate = (point: readonly number[]): Vertex => ({ point, value: objective(point) });
  let simplex = [start, ...start.map((_, i) => start.map((x, j) => x + (i === j ? 1 : 0)))].map(evaluate);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0] as Vertex;
    const worst = simplex[simplex.length - 1] as Vertex;
    const secondWorst = simplex[simplex.length - 2] as Vertex;
    if (worst.value - best.value < tolerance) break;
    const rest = simplex.slice(0, -1);
    const centre = start.map((_, j) => rest.reduce((sum, v) => sum + (v.point[j] as number), 0) / rest.length);
    const along = (factor: number) => evaluate(centre.map((c, j) => c + factor * ((worst.point[j] as number) - c)));
    const reflected = along(-1);
    const better = improve(reflected, { best, secondWorst, worst }, along);
    if (better) simplex = [...rest, better];
    else {
      const shrink = (v: Vertex) => evaluate(v.point.map((x, j) => ((best.point[j] as number) + x) / 2));
      simplex = [best, ...simplex.slice(1).map(shrink)];
    }
  }
  return simplex.reduce((a, b) => (b.value < a.value ? b : a)).point;
}

function improve(
  reflected: Vertex,
  { best, secondWorst, worst }: { best: Vertex; secondWorst: Vertex; worst: Vertex },
  along: (factor: number) => Vertex,
): Vertex | undefined {
  if (reflected.value < best.value) {
    const expanded = along(-2);
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < secondWorst.value) return reflected;
  const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
  return contracted.value < Math.min(reflected.value, worst.value) ? contracted : undefined;
}
