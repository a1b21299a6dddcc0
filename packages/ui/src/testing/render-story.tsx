import { createTheme, ThemeProvider } from "@mui/material/styles";
import { type RenderResult, render } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import type { AnyHandler } from "msw";
import type { ComponentType } from "react";
import { server } from "./server.ts";

const theme = createTheme({ cssVariables: true });

interface ComposedStory {
  (props: object): React.ReactNode;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A story as a test's starting point: the same component, the same answers, without a browser. */
export function renderStory(composed: unknown, ...moreHandlers: AnyHandler[]): RenderResult & { user: UserEvent } {
  const story = composed as ComposedStory;
  const Story = composed as ComponentType;
  server.use(...moreHandlers, ...((story.parameters.msw as AnyHandler[] | undefined) ?? []));
  const user = userEvent.setup();
  const view = render(
    <ThemeProvider theme={theme}>
      <Story />
    </ThemeProvider>,
  );
  return { ...view, user };
}
