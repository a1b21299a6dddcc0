import createCache from "@emotion/cache";
import { CacheProvider } from "@emotion/react";
import type { Theme } from "@mui/material/styles";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { type Mount, REMOTE_CONTRACT_VERSION, type StandaloneProps } from "./contract.ts";
import { DormantUsersDashboard } from "./DormantUsersDashboard.tsx";
import { flushOwnCaches } from "./own-caches.ts";
import { adaptTheme } from "./theme-adapter.ts";

/** For a host to compare with the versions it knows before it mounts anything. */
export const contractVersion: number = REMOTE_CONTRACT_VERSION;

/** Our own React, styles and portals inside one element: nothing is taken from the page, nothing is left on it. */
export const mount: Mount = (target, props) => {
  const root = document.createElement("div");
  const portals = document.createElement("div");
  target.append(root, portals);
  const inShadow = target instanceof ShadowRoot ? target : target.shadowRoot;
  const cache = createCache({
    key: "dormant",
    container: inShadow ?? document.head,
    ...(props.nonce ? { nonce: props.nonce } : {}),
  });
  const reactRoot = createRoot(root, { identifierPrefix: "dormant-" });
  let current = props;
  render();

  function render() {
    const { nonce: _, theme, ...rest } = current;
    reactRoot.render(
      <StrictMode>
        <CacheProvider value={cache}>
          <DormantUsersDashboard {...rest} theme={keepPortalsInside(adaptTheme(theme), portals)} />
        </CacheProvider>
      </StrictMode>,
    );
  }
  return {
    update(changes: Partial<StandaloneProps>) {
      current = { ...current, ...changes };
      render();
    },
    unmount() {
      reactRoot.unmount();
      root.remove();
      portals.remove();
      cache.sheet.flush();
      flushOwnCaches(cache);
    },
  };
};

/** Dialogs and menus would otherwise land in `body`, unstyled when we live in a shadow root. */
function keepPortalsInside(theme: Theme, container: HTMLElement): Theme {
  const inside = { defaultProps: { container } };
  const overlays = { MuiModal: inside, MuiDialog: inside, MuiPopover: inside, MuiPopper: inside, MuiMenu: inside };
  return { ...theme, components: { ...theme.components, ...overlays } };
}
