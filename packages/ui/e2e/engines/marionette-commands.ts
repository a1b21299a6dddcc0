type Parameters = Record<string, unknown>;

interface Translation {
  readonly command: string;
  readonly parameters: Parameters;
}

type Fill = (ids: readonly string[], body: Parameters) => Parameters;

interface CommandRoute {
  readonly method: string;
  readonly path: RegExp;
  readonly command: string;
  readonly fill: Fill;
}

/** An element's web reference is an object with one well-known key; Marionette wants the id alone. */
const frame: Fill = (_, { id }) => ({ element: typeof id === "object" && id !== null ? Object.values(id)[0] : null });
const ofElement: Fill = ([id]) => ({ id });
const ofElementNamed: Fill = ([id, name]) => ({ id, name });
const within: Fill = ([element], body) => ({ ...body, element });
const withElement: Fill = ([id], body) => ({ ...body, id });
const body: Fill = (_, given) => given;

/** W3C WebDriver's endpoints below `/session/{id}/` and Marionette's command for each (w3.org/TR/webdriver2/#endpoints). */
const ROUTES: readonly CommandRoute[] = [
  route("GET", "url", "GetCurrentURL"),
  route("POST", "url", "Navigate"),
  route("POST", "back", "Back"),
  route("POST", "forward", "Forward"),
  route("POST", "refresh", "Refresh"),
  route("GET", "title", "GetTitle"),
  route("GET", "timeouts", "GetTimeouts"),
  route("POST", "timeouts", "SetTimeouts"),
  route("GET", "window", "GetWindowHandle"),
  route("GET", "window/rect", "GetWindowRect"),
  route("POST", "window/rect", "SetWindowRect"),
  route("POST", "frame", "SwitchToFrame", frame),
  route("POST", "element", "FindElement"),
  route("POST", "elements", "FindElements"),
  route("GET", "element/active", "GetActiveElement"),
  route("POST", "element/ID/element", "FindElement", within),
  route("POST", "element/ID/elements", "FindElements", within),
  route("GET", "element/ID/selected", "IsElementSelected", ofElement),
  route("GET", "element/ID/displayed", "IsElementDisplayed", ofElement),
  route("GET", "element/ID/enabled", "IsElementEnabled", ofElement),
  route("GET", "element/ID/text", "GetElementText", ofElement),
  route("GET", "element/ID/name", "GetElementTagName", ofElement),
  route("GET", "element/ID/rect", "GetElementRect", ofElement),
  route("GET", "element/ID/computedrole", "GetComputedRole", ofElement),
  route("GET", "element/ID/computedlabel", "GetComputedLabel", ofElement),
  route("GET", "element/ID/attribute/ID", "GetElementAttribute", ofElementNamed),
  route("GET", "element/ID/property/ID", "GetElementProperty", ofElementNamed),
  route("GET", "element/ID/css/ID", "GetElementCSSValue", ([id, propertyName]) => ({ id, propertyName })),
  route("POST", "element/ID/click", "ElementClick", ofElement),
  route("POST", "element/ID/clear", "ElementClear", ofElement),
  route("POST", "element/ID/value", "ElementSendKeys", withElement),
  route("POST", "execute/sync", "ExecuteScript"),
  route("POST", "execute/async", "ExecuteAsyncScript"),
  route("POST", "actions", "PerformActions"),
  route("DELETE", "actions", "ReleaseActions"),
  route("GET", "screenshot", "TakeScreenshot", () => ({ full: false })),
];

function route(method: string, path: string, command: string, fill: Fill = body): CommandRoute {
  const pattern = new RegExp(`^${path.replaceAll("ID", "([^/]+)")}$`);
  return { method, path: pattern, command: `WebDriver:${command}`, fill };
}

/** Marionette's command for a WebDriver request on a session; undefined where there is none. */
export function translate(method: string, path: string, given: Parameters): Translation | undefined {
  for (const { method: wanted, path: pattern, command, fill } of ROUTES) {
    const found = method === wanted ? pattern.exec(path) : null;
    if (found) return { command, parameters: fill(found.slice(1).map(decodeURIComponent), given) };
  }
  return undefined;
}
