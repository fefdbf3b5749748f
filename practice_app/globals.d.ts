/** What the page's own scripts leave for ours (components/shell/inline), and the one package that only the build has. */
type Catalog = Record<string, string | string[]>;

declare var woodshed: { catalogs: Record<string, Catalog>; locale: string; stopTranslatingMarkup?: () => void };

/** React Router, as the pages use it. */
declare module "react-router" {
  export const Link: import("react").ComponentType<{ to: string; className?: string; children?: import("react").ReactNode; [more: string]: unknown }>;
  export const useNavigate: () => (to: string) => unknown;
}
