// @ts-check
// What our scripts know of the page that Reflex builds around them; nothing else imports from `$/utils`.
// Seen on Reflex 0.10.1: `.templates/web/utils/context-registry.js` of reflex_base, and what its templates make of a state.
import { useContext } from "react";
import { EventLoopContext, eventLoop, useStateContext } from "$/utils/context-registry";

export { app, ColorModeContext, eventLoop, StateStoreContext, useStateContext } from "$/utils/context-registry";

const ROOT = "reflex___state____state";

/** Whether the server has filled this page: its state is more than what the build put there. */
export const useHydrated = () => Boolean(useStateContext(ROOT)?.is_hydrated_rx_state_);

/** What has gone wrong with the socket since it last worked. @returns {unknown[]} */
export const useConnectErrors = () => useContext(EventLoopContext)?.[1] ?? [];

/** Whether the server can't be reached just now. */
export const unreachable = () => !navigator.onLine || eventLoop.connectErrors.length > 0;
