// What the reader component has no hand in: the theme and language of the whole page, handing feeds on to the component, and what
// is said while the server does not answer.

/** @import { Feed } from "./script/types.d.ts" */

const APP = "[data-testid='stApp']";
const STATE = "data-test-connection-state";
const DIALOG_CLOSE = "body > :not(#root) section[role='dialog'] button[aria-label='Close'], body > section[role='dialog'] button[aria-label='Close']";

/** @type {MutationObserver | null} */
let watch = null;
let lost = "";

/** @param {{ data: { theme?: string, ui?: string, lost?: string, feed?: Feed } }} component */
export default function ({ data }) {
  const root = document.documentElement;
  if (data.theme) root.dataset.rafiqTheme = data.theme;
  if (data.ui) {
    root.lang = data.ui;
    root.dataset.rafiqUi = data.ui;
    document.querySelector(".stApp")?.setAttribute("dir", data.ui === "ar" ? "rtl" : "ltr");
  }
  if (data.lost) {
    lost = data.lost;
    watchServer();
  }
  if (data.feed) {
    window.rafiqFeed = data.feed; // for a component that is mounted, or whose script comes, after it
    document.dispatchEvent(new CustomEvent("rafiq-feed", { detail: data.feed }));
  }
}

/** Streamlit lays a dialog over a page whose server is gone, and nothing can be read any more: a line at the foot does instead. */
function watchServer() {
  if (watch) return;
  watch = new MutationObserver(showServer);
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: [STATE] });
  showServer();
}

function showServer() {
  const state = document.querySelector(APP)?.getAttribute(STATE) ?? "CONNECTED";
  const gone = ["PINGING_SERVER", "DISCONNECTED_FOREVER"].includes(state);
  const banner = document.querySelector(".rafiq-lost");
  if (gone) /** @type {HTMLElement | null} */ (document.querySelector(DIALOG_CLOSE))?.click();
  if (!gone) banner?.remove();
  else if (!banner) {
    const line = Object.assign(document.createElement("p"), { className: "rafiq-lost", textContent: lost });
    line.setAttribute("role", "status");
    document.body.append(line);
  }
}
