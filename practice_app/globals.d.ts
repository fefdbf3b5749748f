/** What the page's own scripts leave for ours (components/shell/inline, assets/pwa.js). */
type Catalog = Record<string, string | string[]>;
type InstallOffer = Event & { prompt(): Promise<unknown>; userChoice: Promise<{ outcome: string }> };

interface Woodshed {
  catalogs: Record<string, Catalog>;
  /** Whether the texts of pages that no device stores were there before the first paint. */
  whole?: boolean;
  locale: string;
  keepsNothing?: boolean;
  started?: boolean;
  /** What was chosen before the page was alive, by the name of its field. */
  // biome-ignore lint/suspicious/noExplicitAny: a value of a field, or that a form was sent
  early?: Record<string, any>;
  /** The take that the address names, asked for before there was a script. */
  take?: { id: string; answer: Promise<Response> };
  /** The title and first words of the post that the address names, asked for before there was a script. */
  ahead?: {
    id: string;
    answer: Promise<{ title: string; words: string }>;
    told?: { title: string; words: string };
  };
  install?: InstallOffer;
  paintTheme?: (chosen?: unknown) => void;
  thisMonth?: (now?: Date) => string;
  nameMonth?: (script: HTMLScriptElement) => void;
  stopTranslatingMarkup?: () => void;
}
declare var woodshed: Woodshed;
/** Who may turn text into markup or the address of a script; younger than the types of pages. */
interface Window {
  trustedTypes?: { createPolicy?: (name: string, policy: Record<string, (text: string) => string | null>) => unknown };
}

/** What a build writes into a script. */
declare const __FILES__: Record<string, string>;
declare const __CATALOGS__: Record<string, string>;
declare const __DRAWN__: string[];
declare const __SENTENCES__: Record<string, string>;
declare const __LANGUAGES__: Record<string, string>;

/** What a service worker is told; the types of pages don't know it. */
type LastingEvent = Event & { waitUntil(until: Promise<unknown>): void };
type FetchedEvent = Event & { request: Request; respondWith(answer: Promise<Response | undefined>): void };
type PushedEvent = LastingEvent & { data: { json(): object } | null };
type TappedEvent = LastingEvent & { notification: Notification };
type RenewedEvent = LastingEvent & {
  newSubscription?: PushSubscription | null;
  oldSubscription?: PushSubscription | null;
};
type OpenPage = { url: string; focus(): Promise<unknown> };
interface WorkerSelf {
  clients: {
    claim(): Promise<void>;
    matchAll(which: { type: "window"; includeUncontrolled: boolean }): Promise<OpenPage[]>;
    openWindow(url: string): Promise<unknown>;
  };
  registration: ServiceWorkerRegistration;
  location: Location;
  skipWaiting(): Promise<void>;
  addEventListener(kind: "install" | "activate", listener: (event: LastingEvent) => void): void;
  addEventListener(kind: "push", listener: (event: PushedEvent) => void): void;
  addEventListener(kind: "notificationclick", listener: (event: TappedEvent) => void): void;
  addEventListener(kind: "pushsubscriptionchange", listener: (event: RenewedEvent) => void): void;
  addEventListener(kind: "fetch", listener: (event: FetchedEvent) => void): void;
  addEventListener(kind: "message", listener: (event: MessageEvent & LastingEvent) => void): void;
}

/** React Router, as the pages use it. */
declare module "react-router" {
  export const Link: import("react").ComponentType<{
    to: string;
    className?: string;
    children?: import("react").ReactNode;
    [more: string]: unknown;
  }>;
  export const useNavigate: () => (to: string) => unknown;
  export const useLocation: () => { pathname: string };
  export const useSearchParams: () => [
    URLSearchParams,
    (to: Record<string, string>, how?: { replace?: boolean; preventScrollReset?: boolean }) => void,
  ];
}

/** What Reflex builds for its own pages, as far as ours lean on it. */
declare module "$/utils/context-registry" {
  // biome-ignore lint/suspicious/noExplicitAny: the fields of any state of ours
  type State = Record<string, any>;
  type AddEvents = (events: unknown, args?: unknown, actions?: unknown) => unknown;
  type Context<T> = import("react").Context<T>;
  export const app: { initialState: Record<string, State> };
  export const eventLoop: { addEvents: AddEvents; connectErrors: unknown[] };
  export const StateStoreContext: Context<{
    getSnapshot: (state: string) => State | undefined;
    dispatchers: Record<string, (delta: State) => void>;
  }>;
  export const EventLoopContext: Context<[AddEvents, unknown[]] | null>;
  export const ColorModeContext: Context<{ rawColorMode: string; setColorMode: (mode: string) => void }>;
  export const useStateContext: (state: string) => State | undefined;
}

/** Style sheets: the build links them where the script is used. */
declare module "*.css";

/** The outline of a pen's stroke: a closed polygon around its points. */
declare module "perfect-freehand" {
  type Cap = { cap?: boolean; taper?: number | boolean };
  type Options = {
    size?: number;
    thinning?: number;
    smoothing?: number;
    streamline?: number;
    simulatePressure?: boolean;
    start?: Cap;
    end?: Cap;
    last?: boolean;
  };
  export const getStroke: (points: number[][], options?: Options) => [number, number][];
}

/** React's way to draw into a place of another part's. */
declare module "react-dom" {
  export const createPortal: (children: import("react").ReactNode, place: Element) => import("react").ReactElement;
}

/** The part of abcjs that draws; it brings types for the whole alone. */
declare module "abcjs/src/api/abc_tunebook_svg.js" {
  export default function renderAbc(place: HTMLElement, abc: string, how: Record<string, unknown>): unknown;
}
