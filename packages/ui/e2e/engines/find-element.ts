/** An accessible name: these very words, or words of this pattern. */
export type Name = string | RegExp;

export interface Search {
  readonly role: string;
  readonly pattern: string;
  readonly flags: string;
  /** A selector of the part of the page to look in. */
  readonly within: string;
}

export const searchFor = (role: string, name: Name, within = ":root"): Search =>
  typeof name === "string"
    ? { role, pattern: `^${name.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&")}$`, flags: "", within }
    : { role, pattern: name.source, flags: name.flags, within };

/**
 * Runs in the page: every visible element of a role and name, in document order. WebDriver has no such search, and one by
 * tags and classes would hold the page to how it is built instead of to what a person meets.
 */
export function findAllByRole({ role, pattern, flags, within }: Search): Element[] {
  const plain: Record<string, string> = {
    button: "button, summary",
    cell: "td",
    checkbox: "input[type=checkbox]",
    dialog: "dialog",
    heading: "h1, h2, h3, h4, h5, h6",
    link: "a[href]",
    row: "tr",
    searchbox: "input[type=search]",
    spinbutton: "input[type=number]",
    table: "table",
    textbox: "textarea, input:not([type]), input[type=text], input[type=search]",
  };
  const selector = [`[role~="${role}"]`, ...(plain[role] ?? "").split(", ").filter(Boolean)].join(", ");
  const words = new RegExp(pattern, flags);
  const nameOf = (element: Element): string => {
    const ids = element.getAttribute("aria-labelledby");
    const labels = (element as HTMLInputElement).labels;
    const text = ids
      ? ids
          .split(" ")
          .map((id) => document.getElementById(id)?.textContent ?? "")
          .join(" ")
      : (element.getAttribute("aria-label") ??
        (labels?.length ? [...labels].map((label) => label.textContent).join(" ") : element.textContent));
    return (text ?? "").replaceAll(/\s+/g, " ").trim();
  };
  return [...document.querySelectorAll(selector)].filter(
    (element) =>
      element.closest(within) !== null &&
      (element.getAttribute("role") ?? role) === role &&
      element.getClientRects().length > 0 &&
      element.closest("[aria-hidden=true]") === null &&
      words.test(nameOf(element)),
  );
}
