import type { UserId } from "@dormant-users/shared-types";
import Box from "@mui/material/Box";
import Chip from "@mui/material/Chip";
import List from "@mui/material/List";
import ListItemButton from "@mui/material/ListItemButton";
import ListItemText from "@mui/material/ListItemText";
import TextField from "@mui/material/TextField";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { dormantUsersOptions } from "../../../insights/api/list-dormant-users.ts";
import { nameOfSubject } from "../../../insights/decisions/use-decisions.ts";
import { useInsights } from "../../../lib/insights-context.tsx";

export interface FoundUser {
  readonly userId: UserId;
  readonly name: string;
}

interface UserPickerProps {
  readonly chosen: FoundUser | undefined;
  readonly missing: boolean;
  readonly onChoose: (user: FoundUser | undefined) => void;
}

const FEW = 6;
const TYPED_MS = 250;

/** One user of the tenant, dormant or not, found by name or e-mail. */
export function UserPicker({ chosen, missing, onChoose }: UserPickerProps) {
  const insights = useInsights();
  const words = insights.messages.dashboard.exemptions;
  const [text, setText] = useState("");
  const [q, setQ] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setQ(text.trim()), TYPED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const query = { q, state: ["all" as const], account_type: ["all" as const], sort: "name" as const, limit: FEW };
  const { data } = useQuery({ ...dormantUsersOptions(insights, query), enabled: q.length > 0 && !chosen });
  if (chosen) {
    return <Chip label={chosen.name} onDelete={() => onChoose(undefined)} sx={{ justifySelf: "start" }} />;
  }
  return (
    <Box>
      <TextField
        size="small"
        fullWidth
        autoFocus
        label={words.findUser}
        value={text}
        error={missing}
        helperText={missing ? words.userRequired : q && data?.items.length === 0 ? words.nobodyFound : undefined}
        onChange={(event) => setText(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 200, autoComplete: "off" } }}
      />
      {q && data && data.items.length > 0 ? (
        <List dense aria-label={words.found}>
          {data.items.map((user) => (
            <ListItemButton
              key={user.user_id}
              onClick={() => onChoose({ userId: user.user_id, name: nameOfSubject(user) })}
            >
              <ListItemText primary={nameOfSubject(user)} secondary={user.email} />
            </ListItemButton>
          ))}
        </List>
      ) : null}
    </Box>
  );
}
