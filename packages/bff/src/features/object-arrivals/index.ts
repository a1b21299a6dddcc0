export { type BatchResponse, takeArrivals } from "./take-arrivals.ts";
