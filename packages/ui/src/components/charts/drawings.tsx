import { type ComponentProps, type ComponentType, startTransition, useEffect, useState } from "react";

type Drawings = typeof import("./recharts.tsx");
type Late<Name extends keyof Drawings> = ComponentType<ComponentProps<Drawings[Name]>>;

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

function drawing<Props extends object>(pick: (drawings: Drawings) => ComponentType<Props>) {
  return function LateDrawing(props: Props) {
    const known = useDrawings();
    if (!known) return null;
    const Drawing = pick(known);
    return <Drawing {...props} />;
  };
}

export const RingDrawing: Late<"RingDrawing"> = drawing((known) => known.RingDrawing);
export const TrendDrawing: Late<"TrendDrawing"> = drawing((known) => known.TrendDrawing);
