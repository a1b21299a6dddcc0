import Button from "@mui/material/Button";
import Paper from "@mui/material/Paper";
import Typography from "@mui/material/Typography";

export function Unavailable({ onRetry }) {
  return (
    <Paper
      variant="outlined"
      role="alert"
      sx={{ p: { xs: 4, sm: 6 }, display: "grid", justifyItems: "center", gap: 1, textAlign: "center" }}
    >
      <Typography component="h1" sx={{ fontSize: "1.125rem", fontWeight: 600 }}>
        This page is unavailable right now
      </Typography>
      <Typography variant="body2" color="text.secondary">
        Everything else in TrustX works as usual.
      </Typography>
      <Button variant="outlined" sx={{ mt: 1 }} onClick={onRetry}>
        Try again
      </Button>
    </Paper>
  );
}
