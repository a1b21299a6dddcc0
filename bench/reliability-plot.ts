// Reliability of the return model over the cutoffs of the evaluation, as SVG on standard output. Usage:
//   node bench/reliability-plot.ts HISTORY… > docs/rhythm-reliability.svg
import { readFileSync } from "node:fs";
import { toActiveDays } from "../packages/bff/src/rhythm/active-days.ts";
import { type CalibrationBin, equalCountBins } from "../packages/bff/src/rhythm/calibration.ts";
import { modelProbabilities } from "../packages/bff/src/rhythm/evaluation/evaluate-returns.ts";
import { parseHistory } from "../packages/bff/src/rhythm/evaluation/return-history.ts";
import { judgeAccounts } from "../packages/bff/src/rhythm/training-set.ts";

const BACK_DAYS = [180, 365, 730, 1095];
const HORIZON_DAYS = 180;
const BINS = 25;
const SIZE = 420;
const MARGIN = 56;
const TICKS = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];
const LEAST = 0.0003;

const outcomes = process.argv.slice(2).flatMap((path) => {
  const { history } = parseHistory(readFileSync(path, "utf8"));
  const accounts = history.users.map((user) => toActiveDays(user.days));
  return BACK_DAYS.flatMap((back) => {
    const cutoff = history.as_of_day - back;
    const judged = judgeAccounts(accounts, cutoff, HORIZON_DAYS);
    const probabilities = modelProbabilities(history, judged, cutoff) ?? [];
    return probabilities.map((probability, i) => ({ probability, returned: judged[i]?.returned ?? false }));
  });
});

/** Wilson's 95 % interval for a share. */
function interval({ returned, judged }: CalibrationBin): [number, number] {
  const z = 1.96;
  const share = returned / judged;
  const middle = share + z ** 2 / (2 * judged);
  const half = z * Math.sqrt((share * (1 - share)) / judged + z ** 2 / (4 * judged ** 2));
  return [(middle - half) / (1 + z ** 2 / judged), (middle + half) / (1 + z ** 2 / judged)];
}

const along = (p: number) => (Math.log(Math.max(LEAST, p) / LEAST) / Math.log(1 / LEAST)) * (SIZE - 2 * MARGIN);
const x = (p: number) => (MARGIN + along(p)).toFixed(1);
const y = (p: number) => (SIZE - MARGIN - along(p)).toFixed(1);
const percent = (p: number) => `${+(100 * p).toPrecision(1)} %`;

const grid = TICKS.map(
  (t) =>
    `<path class="g" d="M${x(t)} ${y(LEAST)}V${y(1)}M${x(LEAST)} ${y(t)}H${x(1)}"/>` +
    `<text x="${x(t)}" y="${SIZE - MARGIN + 16}" text-anchor="middle">${percent(t)}</text>` +
    `<text x="${MARGIN - 6}" y="${+y(t) + 4}" text-anchor="end">${percent(t)}</text>`,
);
const points = equalCountBins(outcomes, BINS).map((bin) => {
  const [low, high] = interval(bin);
  const share = bin.returned / bin.judged;
  return (
    `<path class="i" d="M${x(bin.meanProbability)} ${y(low)}V${y(high)}"/>` +
    `<circle cx="${x(bin.meanProbability)}" cy="${y(share)}" r="4"/>`
  );
});
process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" role="img">
<title>Share of accounts that returned against the probability given, ${BINS} bins of equal count</title>
<style>text{font:11px sans-serif;fill:#333}.g{stroke:#ddd;fill:none}.i{stroke:#1565c0;stroke-opacity:.5}circle{fill:#1565c0}</style>
<rect width="100%" height="100%" fill="#fff"/>
${grid.join("\n")}
<path d="M${x(LEAST)} ${y(LEAST)}L${x(1)} ${y(1)}" stroke="#888" stroke-dasharray="4 3"/>
${points.join("\n")}
<text x="${SIZE / 2}" y="${SIZE - 16}" text-anchor="middle">probability given</text>
<text transform="translate(14 ${SIZE / 2}) rotate(-90)" text-anchor="middle">returned within 180 days</text>
<text x="${MARGIN}" y="24">${outcomes.length} judged, ${outcomes.filter((o) => o.returned).length} returned; bars: 95 % interval</text>
</svg>
`);
