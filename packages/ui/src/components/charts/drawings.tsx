import { type ComponentProps, startTransition, useEffect, useState } from "react";

type Drawings = typeof import("./recharts.tsx");

let drawings: Drawings | undefined;

/** Fetches what draws the charts; once it is here, it stays. */
export async function loadDrawings(): Promise<Drawings> {
  drawings ??= await import("./recharts.tsx");
  return drawings;
}

/** Undefined until they are here. Not `lazy`: React holds back for 0.3 s what takes the place of a fallback. */
function useDrawings(): Drawings | undefined {
  const [known, setKnown] = useState(drawings);
  useEffect(() => {
    let shown = true;
    loadDrawings().then(
      (loaded) => {
        if (shown) startTransition(() => setKnown(loaded));
      },
      () => {
        // The panel's table says the same; the next chart asks for them anew.
      },
    );
    return () => {
      shown = false;
    };
  }, []);
  return known;
}

export function RingDrawing(props: ComponentProps<Drawings["RingDrawing"]>) {
  const known = useDrawings();
  return known ? <known.RingDrawing {...props} /> : null;
}

export function TrendDrawing(props: ComponentProps<Drawings["TrendDrawing"]>) {
  const known = useDrawings();
  return known ? <known.TrendDrawing {...props} /> : null;
}

export function DaysDrawing(props: ComponentProps<Drawings["DaysDrawing"]>) {
  const known = useDrawings();
  return known ? <known.DaysDrawing {...props} /> : null;
}
