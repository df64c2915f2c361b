// What the reader component has no hand in: the theme and language of the whole page, and handing feeds on to the component.

/** @import { Feed } from "./script/types.d.ts" */

/** @param {{ data: { theme?: string, ui?: string, feed?: Feed } }} component */
export default function ({ data }) {
  const root = document.documentElement;
  if (data.theme) root.dataset.rafiqTheme = data.theme;
  if (data.ui) {
    root.lang = data.ui;
    root.dataset.rafiqUi = data.ui;
    document.querySelector(".stApp")?.setAttribute("dir", data.ui === "ar" ? "rtl" : "ltr");
  }
  if (data.feed) document.dispatchEvent(new CustomEvent("rafiq-feed", { detail: data.feed }));
}
