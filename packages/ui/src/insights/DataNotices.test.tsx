import type { DataWarning } from "@dormant-users/shared-types";
import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { StoryShell } from "../testing/StoryShell.tsx";
import { DataNotices } from "./DataNotices.tsx";

const STALE_SOURCE: DataWarning = {
  code: "stale_source",
  source: "scim",
  message: "scim last delivered 2026-11-02T21:05:00.000Z; its users are judged as of then.",
  data_as_of: "2026-11-02T21:05:00.000Z",
};

test("a notice names the source, and says when, as the rest of the page does", () => {
  render(
    <StoryShell timeZone="Asia/Tokyo">
      <DataNotices warnings={[STALE_SOURCE]} />
    </StoryShell>,
  );
  expect(screen.getByRole("note")).toHaveTextContent(
    "One source has stopped delivering. SCIM last delivered 3 Nov 2026, 06:05 GMT+9; its users are judged as of then.",
  );
});

test("a server that does not say which instant it means speaks for itself", () => {
  const { data_as_of: _, ...old } = STALE_SOURCE;
  render(
    <StoryShell>
      <DataNotices warnings={[old]} />
    </StoryShell>,
  );
  expect(screen.getByText(old.message)).toHaveAttribute("lang", "en");
});

test("a held import says what was found, and what is shown meanwhile", () => {
  const held: DataWarning = {
    code: "snapshot_held",
    source: "okta",
    message:
      "The snapshot of 2026-11-22T06:00:00.000Z is held until somebody accepts it: 9 of 40 accounts of okta are missing.",
    data_as_of: "2026-11-22T06:00:00.000Z",
    detail: "9 of 40 accounts of okta are missing.",
  };
  render(
    <StoryShell>
      <DataNotices warnings={[held]} />
    </StoryShell>,
  );
  expect(screen.getByText("9 of 40 accounts of okta are missing.")).toHaveAttribute("lang", "en");
  expect(screen.getByRole("note")).toHaveTextContent(
    "9 of 40 accounts of okta are missing. What is shown is without Okta’s import of 22 Nov 2026, 06:00 UTC.",
  );
});
