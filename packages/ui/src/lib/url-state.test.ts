import { afterEach, expect, test, vi } from "vitest";
import { createBrowserUrl, createMemoryUrl, withParams } from "./url-state.ts";

afterEach(() => window.history.replaceState(null, "", "/"));

test("keys of others stay, ours are replaced or taken out", () => {
  expect(withParams("?a=1&du_q=old&b=2", { du_q: ["new one"], du_risk: undefined })).toBe("a=1&b=2&du_q=new+one");
  expect(withParams("?du_risk=high&du_risk=low", { du_risk: [] })).toBe("");
});

test("the address bar keeps path, fragment and the host router's state", () => {
  window.history.replaceState({ router: 7 }, "", "/people?x=1#top");
  const url = createBrowserUrl();
  const heard = vi.fn();
  const end = url.subscribe(heard);
  url.navigate("x=1&du_q=kvist", "push");
  expect(window.location.pathname + window.location.search + window.location.hash).toBe("/people?x=1&du_q=kvist#top");
  expect(window.history.state).toEqual({ router: 7 });
  expect(heard).toHaveBeenCalledTimes(1);
  window.dispatchEvent(new PopStateEvent("popstate"));
  expect(heard).toHaveBeenCalledTimes(2);
  end();
  url.navigate("", "replace");
  window.dispatchEvent(new PopStateEvent("popstate"));
  expect(heard).toHaveBeenCalledTimes(2);
});

test("an address of its own leaves the page's alone", () => {
  const url = createMemoryUrl("du_q=a");
  url.navigate("du_q=b", "push");
  expect(url.search()).toBe("du_q=b");
  expect(window.location.search).toBe("");
});
