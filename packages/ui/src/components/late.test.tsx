import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Suspense } from "react";
import { expect, test, vi } from "vitest";
import { fetchLateParts, late } from "./late.ts";

function page(load: () => Promise<() => React.ReactNode>) {
  const Part = late(load);
  const show = (open: boolean) => (
    // biome-ignore lint/a11y/noStaticElementInteractions: it acts on nothing by itself.
    <div onPointerOver={fetchLateParts} onFocus={fetchLateParts}>
      <p>Text</p>
      <button type="button">Open</button>
      {open ? (
        <Suspense fallback="…">
          <Part />
        </Suspense>
      ) : null}
    </div>
  );
  const { rerender } = render(show(false));
  return { open: () => rerender(show(true)) };
}

test("a part is fetched once, when pointer or focus comes to a button, and not before", async () => {
  const load = vi.fn(async () => () => "Part");
  const { open } = page(load);
  await userEvent.hover(screen.getByText("Text"));
  expect(load).not.toHaveBeenCalled();
  await userEvent.tab();
  expect(screen.getByRole("button")).toHaveFocus();
  await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(1));
  await userEvent.hover(screen.getByRole("button"));
  expect(load).toHaveBeenCalledTimes(1);
  open();
  expect(await screen.findByText("Part")).toBeInTheDocument();
});

test("a part that nobody came near is fetched when it is shown, and one that could not be fetched is asked for again", async () => {
  const load = vi.fn(async () => () => "Part");
  load.mockRejectedValueOnce(new Error("offline"));
  const { open } = page(load);
  await userEvent.hover(screen.getByRole("button"));
  await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(1));
  open();
  expect(await screen.findByText("Part")).toBeInTheDocument();
  expect(load).toHaveBeenCalledTimes(2);
});
