import Button from "@mui/material/Button";
import Paper from "@mui/material/Paper";
import Typography from "@mui/material/Typography";
import { navigate } from "../location.js";

const PARTS = [
  { title: "Users", text: "Who belongs to the organisation, and what each may do.", path: "/profile360/users" },
  { title: "Dormant users", text: "Accounts nobody uses, and since when.", path: "/profile360/dormant-users" },
];

export function Overview({ session }) {
  return (
    <>
      <Typography component="h1" variant="h5">
        Profile360
      </Typography>
      <Typography color="text.secondary">Everything TrustX knows about the people of {session.tenant}.</Typography>
      {PARTS.map(({ title, text, path }) => (
        <Paper key={path} variant="outlined" sx={{ mt: 2, p: 2.5, maxWidth: 480 }}>
          <Typography component="h2" sx={{ fontWeight: 600 }}>
            {title}
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {text}
          </Typography>
          <Button size="small" sx={{ mt: 1, ml: -0.75 }} onClick={() => navigate(path)}>
            Open {title.toLowerCase()}
          </Button>
        </Paper>
      ))}
    </>
  );
}
