import Box from "@mui/material/Box";
import type { Theme } from "@mui/material/styles";

const SHAPES = {
  bars: {
    insetInline: 0,
    bottom: 22,
    top: 0,
    clipPath: "polygon(0 0, 5% 0, 5% 72%, 100% 92%, 100% 100%, 0 100%)",
  },
  area: {
    insetInlineStart: 36,
    insetInlineEnd: 8,
    bottom: 30,
    top: 0,
    clipPath: "polygon(0 55%, 100% 25%, 100% 100%, 0 100%)",
  },
} as const;

const tint = ({ vars, palette }: Theme) =>
  `color-mix(in srgb, ${(vars ?? { palette }).palette.text.primary} 7%, transparent)`;

/** The outline of a drawing to come, in the place the drawing takes. */
export function ChartBone({ shape }: { shape: keyof typeof SHAPES }) {
  return <Box aria-hidden sx={(theme) => ({ position: "absolute", background: tint(theme), ...SHAPES[shape] })} />;
}

/** @param size across, in pixels */
export function RingBone({ size }: { size: number }) {
  return (
    <Box
      aria-hidden
      sx={(theme) => ({
        width: size,
        height: size,
        borderRadius: "50%",
        border: `${0.16 * size}px solid ${tint(theme)}`,
      })}
    />
  );
}
