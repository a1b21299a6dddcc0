import { createTheme } from "@mui/material/styles";
import { createTheme as createThemeV5 } from "@mui/material-v5/styles";
import { createTheme as createThemeV6 } from "@mui/material-v6/styles";
import { createTheme as createThemeV7 } from "@mui/material-v7/styles";
import { expect, test } from "vitest";
import { adaptTheme, wearTheme } from "./theme-adapter.ts";

const brand = {
  palette: { mode: "dark", primary: { main: "#7b1fa2" }, background: { default: "#101010", paper: "#202020" } },
  shape: { borderRadius: 20 },
  typography: { fontFamily: "Georgia", button: { textTransform: "none" } },
} as const;

test("a theme of MUI 9 passes untouched, colour schemes and variables with it", () => {
  const host = createTheme({ cssVariables: true, colorSchemes: { light: true, dark: true } });
  expect(adaptTheme(host)).toBe(host);
});

test.each([
  ["5", createThemeV5(brand)],
  ["6", createThemeV6(brand)],
  ["6 with CSS variables", createThemeV6({ ...brand, cssVariables: true })],
  ["7", createThemeV7(brand)],
  ["7 with CSS variables", createThemeV7({ ...brand, cssVariables: true })],
  ["any version, as options", brand],
])("a theme of MUI %s lends its tokens to one that MUI 9 can stand on", (_, host) => {
  const theme = adaptTheme(host);
  expect(theme).not.toBe(host);
  expect("motion" in theme).toBe(true);
  expect(theme.palette.mode).toBe("dark");
  expect(theme.palette.primary.main).toBe("#7b1fa2");
  expect(theme.palette.background.paper).toBe("#202020");
  expect(theme.shape.borderRadius).toBe(20);
  expect(theme.typography.fontFamily).toBe("Georgia");
  expect(theme.typography.button.textTransform).toBe("none");
});

test.each([undefined, null, {}])("without a host theme (%j) there is still a whole one", (outer) => {
  expect(adaptTheme(outer).palette.primary.main).toMatch(/^#/);
});

test.each(["system", "never", "always"] as const)(
  "an outline says where the focus is, and no ripple, whatever moves (%s)",
  (reducedMotion) => {
    const { components } = wearTheme(createTheme({ motion: { reducedMotion } }), "ltr");
    const overrides = components?.MuiButtonBase?.styleOverrides?.root as unknown as Record<string, object>[];
    expect(overrides.flatMap((styles) => Object.entries(styles ?? {}))).toContainEqual([
      expect.stringContaining(":focus-visible"),
      expect.objectContaining({ outline: expect.stringMatching(/^2px solid/) }),
    ]);
    expect(components?.MuiButtonBase?.defaultProps).toMatchObject({ disableRipple: true });
  },
);

test("what is worn keeps the host's own overrides, and adds what forced colours need", () => {
  const host = createTheme({
    components: {
      MuiButtonBase: { styleOverrides: { root: { textTransform: "none" } }, defaultProps: { tabIndex: 0 } },
    },
  });
  const own = host.components?.MuiButtonBase?.styleOverrides?.root;
  const { components } = wearTheme(host, "ltr");
  const overrides = components?.MuiButtonBase?.styleOverrides?.root as object[];
  expect(overrides[0]).toBe(own);
  expect(JSON.stringify(overrides.slice(1))).toContain("(forced-colors: active)");
  expect(components?.MuiButtonBase?.defaultProps).toEqual({ tabIndex: 0, disableRipple: true });
  expect(host.components?.MuiButtonBase?.styleOverrides?.root).toBe(own);
});
