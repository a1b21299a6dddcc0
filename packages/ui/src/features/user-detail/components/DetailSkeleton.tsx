import { LoadingLine } from "../../../components/LoadingLine.tsx";
import { useDetailWords } from "../detail-words.tsx";

const LINES = [
  ["34%", "92%", "84%", "58%", "0", "28%", "100%", "100%", "76%"],
  ["30%", "100%", "94%", "98%", "88%", "96%", "60%"],
] as const;

/** The outline of the page to come. */
export function DetailSkeleton() {
  const { loading } = useDetailWords();
  return (
    <div className="du-body" aria-busy="true" style={{ position: "relative" }}>
      <LoadingLine label={loading} />
      {LINES.map((widths) => (
        <div className="du-column" key={widths.length}>
          <div>
            {widths.map((width, line) => (
              <span key={line} className="du-bone" style={{ width, height: 12, marginBlock: 12 }} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
