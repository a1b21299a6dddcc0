import { ICON_PATHS } from "./icons.data.ts";

interface IconProps {
  readonly name: keyof typeof ICON_PATHS;
  /** Of its box; as tall as the text around it where absent. */
  readonly size?: string;
}

/** A picture beside words, in their colour. MUI's own icon is a styled component, and a page holds dozens. */
export function Icon({ name, size = "1em" }: IconProps) {
  return (
    <svg
      className="du-icon"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="currentColor"
      aria-hidden
      focusable={false}
    >
      <path d={ICON_PATHS[name]} fillRule="evenodd" />
    </svg>
  );
}
