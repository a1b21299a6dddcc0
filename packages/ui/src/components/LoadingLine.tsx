import { keyframes } from "@emotion/react";
import type { Theme } from "@mui/material/styles";
import { Box } from "./Box.tsx";

/** Along the upper edge of what is being asked for anew; what is there stays. */
export function LoadingLine({ label }: { readonly label: string }) {
  return <Box role="progressbar" aria-label={label} styles={lineStyles} />;
}

const RUN = keyframes({ from: { transform: "translateX(-100%)" }, to: { transform: "translateX(400%)" } });

function lineStyles(theme: Theme) {
  const { primary } = (theme.vars ?? theme).palette;
  const moves = { animation: `${RUN} 1.4s ease-in-out infinite` };
  return {
    position: "absolute",
    insetInline: 0,
    top: -1,
    height: 2,
    zIndex: 1,
    overflow: "hidden",
    background: `color-mix(in srgb, ${primary.main} 30%, transparent)`,
    "&::before": { content: '""', display: "block", width: "25%", height: "100%", background: primary.main },
    ...(theme.motion.reducedMotion === "always"
      ? {}
      : { "@media (prefers-reduced-motion: no-preference)": { "&::before": moves } }),
    "@media (forced-colors: active)": { background: "none", "&::before": { background: "Highlight" } },
  };
}
