/** What the build finds for us: the design system and the texts, published beside these modules. */
declare module "$/public/external/practice_app/i18n/i18n.js" {
  type Values = Record<string, string | number | null | undefined>;
  export interface Text {
    locale: string;
    t: (message: string, values?: Values) => string;
    n: (one: string, other: string, n: number, values?: Values) => string;
    number: (value: number, options?: Intl.NumberFormatOptions) => string;
    date: (value: number | string | Date, options?: Intl.DateTimeFormatOptions) => string;
    duration: (seconds: number) => string;
    clock: (seconds: number) => string;
    word: (key: string) => string;
  }
  export const useText: () => Text;
}
declare module "$/public/external/practice_app/i18n/words.js" {
  export const INSTRUMENTS: Record<string, string>;
  export const FOCUS: Record<string, string>;
  export const keyOf: (text: string, t?: (name: string) => string) => string;
  export const nameOf: (text: string, t: (name: string) => string) => string;
}
declare module "$/public/external/practice_app/components/ui/field/keys.js" {
  export const entered: (event: import("react").KeyboardEvent) => boolean;
}
declare module "$/public/external/practice_app/components/ui/stave/stave.jsx" {
  export const Stave: (props: Record<string, unknown>) => import("react").ReactElement;
}
declare module "$/public/external/practice_app/components/ui/heat_row.jsx" {
  export const HeatRow: (props: { className: string; title: string; times: number; heats: number[] }) => import("react").ReactElement;
}
declare module "$/public/external/practice_app/components/ui/overlay/dialog.jsx" {
  export const Dialog: (props: {
    open: boolean;
    title: string;
    onClose: () => void;
    onAsk?: () => void;
    wide?: boolean;
    children: import("react").ReactNode;
  }) => import("react").ReactElement;
}
declare module "$/public/external/practice_app/components/ui/overlay/word.js" {
  export const leaveWord: (message: string) => void;
}
/** React Router, as the pages use it. */
declare module "react-router" {
  export const Link: import("react").ComponentType<{ to: string; className?: string; children?: import("react").ReactNode; [more: string]: unknown }>;
  export const useNavigate: () => (to: string) => unknown;
}
declare module "$/public/external/practice_app/components/ui/island/net.jsx" {
  export const Net: import("react").ComponentType<{ children?: import("react").ReactNode }>;
}
