// The translation engines: those that are here to choose from, and what adds another.

import { h, smallButton } from "../base/dom.js";
import { send } from "../base/outbox.js";

/** @import { Reader } from "../state.js" */
/** @import { Engine } from "../types.d.ts" */

/** @param {Reader} reader */
export function engineMenu(reader) {
  const here = reader.engines.filter((engine) => engine.installed);
  return h("fieldset", { class: "rq-engines" }, h("legend", { textContent: reader.t("engine") }),
    ...here.map((engine) => engineChoice(reader, engine)), enginesToAdd(reader));
}

/** @param {Reader} reader @param {Engine} engine */
function engineChoice(reader, engine) {
  const choose = () => {
    reader.engine = engine.name;
    send(reader, "engine", { engine: engine.name });
  };
  const name = h("span", { lang: "en", dir: "ltr" }, h("b", { textContent: engine.name }), ` ${engine.title}`, facts(reader, engine));
  return h("label", { class: "rq-engine" },
    h("input", { type: "radio", name: "rq-engine", checked: reader.engine === engine.name, onchange: choose }), name);
}

/** The engines that are not installed, and the way to the page that fetches them. @param {Reader} reader */
export function enginesToAdd(reader) {
  const more = reader.engines.filter((engine) => !engine.installed);
  if (!more.length) return null;
  return h("details", {}, h("summary", { textContent: reader.t("enginesMore") }),
    h("ul", { class: "rq-engine-list", lang: "en", dir: "ltr" }, ...more.map((engine) =>
      h("li", {}, h("b", { textContent: engine.title }), facts(reader, engine)))),
    smallButton(reader.t("enginesAll"), () => send(reader, "engines")));
}

/**
 * What a reader wants to know before choosing an engine: how large, how free, how good.
 * @param {Reader} reader
 * @param {Engine} engine
 */
function facts(reader, { size, licence, scores, note, installed }) {
  const mb = size ? reader.t("onDisk", { size: reader.number(Math.round(size / 1e6)) }) : reader.t("sizeUnknown");
  const quality = scores?.length ? scores.join("; ") : installed && note ? note : reader.t("noScores");
  return h("span", { class: "rq-engine-facts" }, [mb, licence].join(" · "), h("br"), quality);
}
