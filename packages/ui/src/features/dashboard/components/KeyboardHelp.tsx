import Box from "@mui/material/Box";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import { useId } from "react";
import { Button } from "../../../components/Button.tsx";
import { UNVEILED } from "../../../components/unveiled.ts";
import { useInsights } from "../../../lib/insights-context.tsx";

const KEYS = [
  { does: "move", keys: ["j", "k"] },
  { does: "open", keys: ["Enter"] },
  { does: "select", keys: ["x"] },
  { does: "decide", keys: ["d"] },
  { does: "undo", keys: ["u"] },
  { does: "search", keys: ["/"] },
  { does: "help", keys: ["?"] },
] as const;
const DECIDES: ReadonlySet<string> = new Set(["select", "decide", "undo"]);

interface KeyboardHelpProps {
  readonly open: boolean;
  readonly mayDecide: boolean;
  readonly onClose: () => void;
}

/** The keys of the list: those of decisions only for who may make any. */
export function KeyboardHelp({ open, mayDecide, onClose }: KeyboardHelpProps) {
  const { messages, formats, lang } = useInsights();
  const words = messages.dashboard.keys;
  const titleId = useId();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      maxWidth="xs"
      fullWidth
      aria-labelledby={titleId}
      dir={formats.direction}
      lang={lang}
      slotProps={{ paper: { sx: UNVEILED } }}
    >
      <DialogTitle id={titleId} sx={{ pb: 1, fontWeight: 700 }}>
        {words.title}
      </DialogTitle>
      <DialogContent>
        <Box component="p" sx={{ mt: 0, color: "text.secondary", fontSize: "0.875rem" }}>
          {words.where}
        </Box>
        <Box
          component="dl"
          sx={{
            m: 0,
            display: "grid",
            gridTemplateColumns: "auto 1fr",
            columnGap: 2,
            rowGap: 1,
            fontSize: "0.875rem",
            "& dd": { m: 0 },
            "& kbd": {
              px: 0.75,
              border: 1,
              borderColor: "divider",
              borderRadius: 1,
              fontFamily: "inherit",
              fontSize: "0.8125rem",
              fontWeight: 600,
            },
          }}
        >
          {KEYS.filter(({ does }) => mayDecide || !DECIDES.has(does)).map(({ does, keys }) => (
            <Box key={does} sx={{ display: "contents" }}>
              <dt>
                {keys.map((key) => (
                  <Box component="kbd" key={key} sx={{ marginInlineEnd: 0.5 }}>
                    {key}
                  </Box>
                ))}
              </dt>
              <dd>{words.does[does]}</dd>
            </Box>
          ))}
        </Box>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{words.close}</Button>
      </DialogActions>
    </Dialog>
  );
}
