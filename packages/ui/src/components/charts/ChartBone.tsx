import type { Theme } from "@mui/material/styles";
import { useClass } from "../use-class.ts";

/** Pixels kept below bars: for a handle's lower half, with its focus, and the numbers of their axis. */
export const BARS_FOOT = 28;

/** The outline of a drawing to come, in the place the drawing takes. */
export function ChartBone({ shape }: { readonly shape: "bars" | "area" }) {
  return <div aria-hidden className={`${useClass(boneStyles)} du-${shape}`} />;
}

/** @param size across, in pixels */
export function RingBone({ size }: { readonly size: number }) {
  return (
    <div
      aria-hidden
      className={`${useClass(boneStyles)} du-ring`}
      style={{ width: size, height: size, borderWidth: 0.16 * size }}
    />
  );
}

function boneStyles({ vars, palette }: Theme) {
  const tint = `color-mix(in srgb, ${(vars ?? { palette }).palette.text.primary} 7%, transparent)`;
  return {
    "&.du-bars, &.du-area": { position: "absolute", top: 0, background: tint },
    "&.du-bars": {
      insetInline: 0,
      bottom: BARS_FOOT,
      clipPath: "polygon(0 0, 5% 0, 5% 72%, 100% 92%, 100% 100%, 0 100%)",
    },
    "&.du-area": {
      insetInlineStart: 36,
      insetInlineEnd: 8,
      bottom: 30,
      clipPath: "polygon(0 55%, 100% 25%, 100% 100%, 0 100%)",
    },
    "&.du-ring": { borderRadius: "50%", borderStyle: "solid", borderColor: tint },
  };
}
