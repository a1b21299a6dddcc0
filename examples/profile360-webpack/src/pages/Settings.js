import FormControlLabel from "@mui/material/FormControlLabel";
import Paper from "@mui/material/Paper";
import Switch from "@mui/material/Switch";
import Typography from "@mui/material/Typography";
import { useState } from "react";

export function Settings() {
  const [weekly, setWeekly] = useState(true);
  return (
    <>
      <Typography component="h1" variant="h5" sx={{ mb: 2 }}>
        Settings
      </Typography>
      <Paper variant="outlined" sx={{ p: 2.5, maxWidth: 480 }}>
        <FormControlLabel
          control={<Switch checked={weekly} onChange={(event) => setWeekly(event.target.checked)} />}
          label="Send me a summary every Monday"
        />
      </Paper>
    </>
  );
}
