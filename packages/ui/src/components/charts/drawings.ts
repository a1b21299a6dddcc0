import { lazy } from "react";

const load = () => import("./recharts.tsx");

export const RingDrawing = lazy(async () => ({ default: (await load()).RingDrawing }));
export const TrendDrawing = lazy(async () => ({ default: (await load()).TrendDrawing }));
export const DaysDrawing = lazy(async () => ({ default: (await load()).DaysDrawing }));
