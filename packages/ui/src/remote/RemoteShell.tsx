import { ThemeContext } from "@emotion/react";
import { styled, type Theme, ThemeProvider } from "@mui/material/styles";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  Fragment,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from "react";
import { fetchLateParts } from "../components/late.ts";
import { createApiClient } from "../lib/api-client.ts";
import { createFormats } from "../lib/formats.ts";
import { type Asking, type Insights, type InsightsEvent, InsightsProvider } from "../lib/insights-context.tsx";
import { useSpokenLocale } from "../lib/messages/catalogue.ts";
import { pageWords } from "../lib/messages/page-words.ts";
import { createQueryClient } from "../lib/query-client.ts";
import { createBrowserUrl } from "../lib/url-state.ts";
import type { DormantUsersRemoteProps } from "./contract.ts";
import { DirectedStyles } from "./DirectedStyles.tsx";
import { RemoteErrorBoundary } from "./RemoteErrorBoundary.tsx";
import { adaptTheme, wearTheme } from "./theme-adapter.ts";

/** Resets what a host's global styles may have left, and leaves nothing behind itself: no selector outside this box. */
const Island = styled("div")(({ theme }) => ({
  containerType: "inline-size",
  containerName: "dormant-users",
  isolation: "isolate",
  boxSizing: "border-box",
  fontFamily: theme.typography.fontFamily,
  fontSize: "1rem",
  lineHeight: 1.5,
  textAlign: "start",
  color: (theme.vars ?? theme).palette.text.primary,
  "& *, & *::before, & *::after": { boxSizing: "inherit" },
}));

interface RemoteShellProps extends DormantUsersRemoteProps {
  readonly children: ReactNode;
  /** Called where the words are still on their way, so that the page's first answers travel beside them. */
  readonly askFirst?: (asking: Asking, queries: QueryClient) => void;
}

/** Everything between a host and a feature: theme, cache, client, words and a wall against crashes. */
export function RemoteShell({ children, askFirst, ...props }: RemoteShellProps) {
  const { theme, timeZone } = props;
  const asking = useAsking(props);
  const queries = useQueriesOf(asking.tenant);
  const locale = useSpokenLocale(pageWords, usableLocale(props.locale));
  useEffect(() => {
    if (locale === undefined) askFirst?.(asking, queries);
  }, [locale, askFirst, asking, queries]);
  const insights = useMemo<Insights | undefined>(() => {
    if (locale === undefined) return undefined;
    const formats = createFormats(locale, timeZone);
    return { ...asking, formats, messages: pageWords.words(formats), lang: pageWords.languageOf(locale) };
  }, [asking, locale, timeZone]);
  return insights ? (
    <QueryClientProvider client={queries}>
      <Shell insights={insights} theme={theme}>
        {children}
      </Shell>
    </QueryClientProvider>
  ) : null;
}

interface ShellProps {
  readonly insights: Insights;
  readonly theme: object | undefined;
  readonly children: ReactNode;
}

function Shell({ insights, theme, children }: ShellProps) {
  const { formats, messages, lang } = insights;
  const { direction } = formats;
  const hostTheme = useContext(ThemeContext) as Partial<Theme>;
  const hasHostTheme = Object.keys(hostTheme).length > 0;
  const worn = useMemo(() => {
    const wear = (outer: object | undefined) => wearTheme(adaptTheme(outer), direction);
    return theme || !hasHostTheme ? wear(theme) : wear;
  }, [theme, hasHostTheme, direction]);
  const onCrash = useCallback(() => insights.onEvent({ type: "crashed" }), [insights]);
  return (
    <DirectedStyles direction={direction} hostDirection={hostTheme.direction ?? "ltr"}>
      <ThemeProvider theme={worn}>
        <Island dir={direction} lang={lang} onPointerOver={fetchLateParts} onFocus={fetchLateParts}>
          <RemoteErrorBoundary messages={messages} onCrash={onCrash}>
            <InsightsProvider value={insights}>
              {/* Rows, who is chosen among them, what can be undone: none of it outlives a change of tenant. */}
              <Fragment key={insights.tenant}>{children}</Fragment>
            </InsightsProvider>
          </RemoteErrorBoundary>
        </Island>
      </ThemeProvider>
    </DirectedStyles>
  );
}

/** A tenant's answers die with its sign-in. */
function useQueriesOf(tenant: string): QueryClient {
  const [cache, setCache] = useState(() => ({ tenant, queries: createQueryClient() }));
  if (cache.tenant !== tenant) setCache({ tenant, queries: createQueryClient() });
  return cache.queries;
}

function useAsking(props: DormantUsersRemoteProps): Asking {
  const { apiBase, tenant = "current" } = props;
  // Hosts pass callbacks as they like, often a new one each render; the newest is called, and nothing is rebuilt for it.
  // One holder for each tenant: a request must not carry the token of the tenant before, not even one that is made in the
  // rendering in which the tenant changes.
  const latest = useMemo(() => ({ tenant, props }), [tenant]);
  useLayoutEffect(() => {
    latest.props = props;
  });
  const hostUrl = props.pageUrl;
  const ownUrl = useMemo(() => createBrowserUrl(), []);
  const canNavigate = props.onNavigate !== undefined;
  return useMemo<Asking>(
    () => ({
      tenant,
      url: hostUrl ?? ownUrl,
      client: createApiClient({ apiBase, getAccessToken: (options) => latest.props.getAccessToken(options) }),
      onEvent: (event: InsightsEvent) => latest.props.onEvent?.({ ...event }),
      ...(canNavigate ? { onNavigate: (target) => latest.props.onNavigate?.(target) } : {}),
    }),
    [apiBase, tenant, latest, canNavigate, hostUrl, ownUrl],
  );
}

/** A locale the engine accepts: a host's misspelt one must not take the page down. */
function usableLocale(wanted: string | undefined): string {
  for (const candidate of [wanted, globalThis.navigator?.language]) {
    try {
      if (candidate) return new Intl.Locale(candidate).toString();
    } catch {
      // Not a language tag: the next one.
    }
  }
  return "en";
}
