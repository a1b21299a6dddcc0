import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll } from "vitest";
import { server } from "./server.ts";

// A busy machine loads a dialog late; waiting longer costs a passing test nothing.
configure({ asyncUtilTimeout: 10_000 });

// A request nobody answers is an error, not a hanging test.
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => {
  cleanup();
  server.resetHandlers();
});
afterAll(() => server.close());
