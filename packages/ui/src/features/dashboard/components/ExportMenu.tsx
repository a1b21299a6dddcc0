import type { DormantUsersQuery } from "@dormant-users/shared-types";
import { useState } from "react";
import { Button } from "../../../components/Button.tsx";
import { ChoiceMenu, useMenuAnchor } from "../../../components/ChoiceMenu.tsx";
import { Icon } from "../../../components/Icon.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { type ApiError, toApiError } from "../../../lib/api-error.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { type ExportFormat, exportUsers, saveFile } from "../api/export-users.ts";

/** A button for the whole page, beside its title. */
export const HEADER_ACT = { bgcolor: "background.paper", whiteSpace: "nowrap" } as const;

const FORMATS: readonly ExportFormat[] = ["csv", "jsonl"];

interface ExportMenuProps {
  readonly query: DormantUsersQuery;
  /** Users the query matches; undefined while that is not known. */
  readonly total: number | undefined;
  /** Names the file: the day the data speaks of. */
  readonly asOf: string | null | undefined;
  readonly onFailed: (error: ApiError | undefined) => void;
}

/** The filtered list as a file: all of it, not only the page on screen. */
export function ExportMenu({ query, total, asOf, onFailed }: ExportMenuProps) {
  const { client, messages, onEvent } = useInsights();
  const words = messages.dashboard.export;
  const { anchor, open, close } = useMenuAnchor();
  const [busy, setBusy] = useState(false);

  async function run(format: ExportFormat) {
    setBusy(true);
    onFailed(undefined);
    onEvent({ type: "exported", format });
    try {
      const file = await exportUsers(client, query, format);
      saveFile(file, `dormant-users-${(asOf ?? new Date().toISOString()).slice(0, 10)}.${format}`);
    } catch (error) {
      onFailed(toApiError(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Button
        variant="outlined"
        endIcon={<Icon name="arrowDropDown" />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-disabled={busy}
        onClick={(event) => {
          if (!busy) open(event.currentTarget);
        }}
        styles={HEADER_ACT}
      >
        {busy ? words.busy : words.button}
      </Button>
      <ChoiceMenu
        anchor={anchor}
        label={words.button}
        kind="action"
        options={FORMATS.map((format) => ({
          value: format,
          label: words.format[format],
          hint: total === undefined ? null : words.rows(total),
        }))}
        onClose={close}
        onChoose={(format) => void run(format as ExportFormat)}
      />
    </>
  );
}

/** Why there is no file. */
export function ExportFailure({ error, onClose }: { error: ApiError; onClose: () => void }) {
  const { messages } = useInsights();
  const words = messages.dashboard.export;
  return (
    <Notice role="alert" severity="error" title={words.failed} onClose={onClose}>
      {messages.error.body(error)}
    </Notice>
  );
}
