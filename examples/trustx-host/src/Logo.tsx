import Box from "@mui/material/Box";

export function Logo({ onDark = false }: { onDark?: boolean }) {
  return (
    <Box
      sx={{
        display: "flex",
        alignItems: "center",
        gap: 1.25,
        fontSize: "1.125rem",
        fontWeight: 700,
        letterSpacing: "-0.01em",
      }}
    >
      <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
        <title>TrustX</title>
        <rect width="32" height="32" rx="8" fill="#00696b" />
        <path d="M8 9h16v4h-6v11h-4V13H8z" fill="#ffffff" />
      </svg>
      <Box component="span" sx={{ color: onDark ? "#ffffff" : "text.primary" }}>
        TrustX
      </Box>
    </Box>
  );
}
