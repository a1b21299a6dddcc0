import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

export function PageTitle({ title, text }: { title: string; text: string }) {
  return (
    <Box sx={{ mb: 2 }}>
      <Typography
        component="h1"
        sx={{ fontSize: "1.375rem", fontWeight: 700, lineHeight: 1.3, letterSpacing: "-0.01em" }}
      >
        {title}
      </Typography>
      <Typography sx={{ fontSize: "0.8125rem", color: "text.secondary" }}>{text}</Typography>
    </Box>
  );
}
