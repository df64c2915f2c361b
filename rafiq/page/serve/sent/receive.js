// The page that a bookmarklet opens: it takes the text of the page that opened it, shows what came, and sends it in when told to.
// It asks nobody for anything: the text comes by postMessage from the window that opened it, and goes to this server alone.

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const button = /** @type {HTMLButtonElement} */ (part("read"));

/** @typedef {{ rafiq: number, title: string, url: string, text: string, html: string }} Page */

/** @param {unknown} data @returns {data is Page} */
const isPage = (data) => {
  const page = /** @type {Page | null} */ (data);
  return page !== null && typeof page === "object" && page.rafiq === 1
    && [page.title, page.url, page.text, page.html].every((each) => typeof each === "string");
};

/** @param {Page} page */
const send = async (page) => {
  button.disabled = true;
  const answer = await fetch(location.pathname, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Rafiq-Token": document.body.dataset.token ?? "" },
    body: JSON.stringify({ title: page.title, url: page.url, text: page.text, html: page.html }),
  });
  const words = await answer.text();
  if (answer.ok) location.assign(`/?sent=${encodeURIComponent(words)}`);
  else part("refused").textContent = words;
};

addEventListener("message", (event) => {
  if (!window.opener || event.source !== window.opener || !isPage(event.data) || !button.hidden) return;
  const page = event.data;
  part("waiting").hidden = true;
  part("title").textContent = page.title.slice(0, 300);
  part("from").textContent = page.url.slice(0, 300);
  button.hidden = false;
  button.addEventListener("click", () => void send(page), { once: true });
  button.focus();
});
if (window.opener) window.opener.postMessage("rafiq-ready", "*");
setTimeout(() => {
  if (button.hidden) {
    part("waiting").hidden = true;
    part("nothing").hidden = false;
  }
}, 8000);
export {};
