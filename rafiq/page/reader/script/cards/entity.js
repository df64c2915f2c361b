// What a card says of a person, a place, a date …: who it is, how often it is named; pinned, a better English name for it.

import { h, quoting, run, smallButton } from "../base/dom.js";
import { isNamed } from "../base/text.js";
import { nextMention } from "../focus/mentions.js";
import { act } from "../focus/popup.js";

/** @import { Reader } from "../state.js" */
/** @import { Entity, Mention } from "../types.d.ts" */

/**
 * @param {Reader} reader
 * @param {Entity} entity
 * @param {Mention | undefined} mention
 * @param {boolean} pinned
 * @returns {HTMLElement[]}
 */
export function entityCard(reader, entity, mention, pinned) {
  const parts = whoItIs(reader, entity, mention);
  if (!pinned) return parts;
  const next = smallButton(reader.t("nextMention"), () => nextMention(reader, entity.id));
  return [...parts, isNamed(entity) ? renameForm(reader, entity, next) : h("div", { class: "rq-line" }, next)];
}

/** @param {Reader} reader @param {Entity} entity @param {Mention | undefined} mention */
function whoItIs(reader, entity, mention) {
  const type = [reader.t(entity.type), reader.told(entity.fine)].filter(Boolean).join(" · ");
  const { value } = entity;
  const parts = [
    h("div", { class: "rq-card-head" }, run(entity.ar, { class: "rq-card-ar" }),
      h("span", { class: `rq-type rq-t-${entity.type}` }, h("i", { class: "rq-dot" }), type)),
    h("p", { class: "rq-gloss" },
      entity.en ? run(entity.en, {}, "bdi") : h("span", { class: "rq-quiet", textContent: reader.t("noEnglish") }),
      value && value !== entity.en ? h("bdi", { class: "rq-value", textContent: value, dir: "ltr" }) : ""),
  ];
  const gloss = entity.gloss || mention?.gloss;
  if (gloss) parts.push(h("p", { class: "rq-who", dir: "auto" }, ...quoting(gloss)));
  const source = [...new Set([entity.enSource, entity.glossSource].filter(Boolean))].map((each) => reader.told(each)).join(reader.ui === "ar" ? "، " : ", ");
  const count = entity.count === 1 ? reader.t("mention1") : reader.t("mentions", { n: reader.number(entity.count) });
  parts.push(h("p", { class: "rq-facts-line" }, count, source ? ` · ${reader.t("source", { source })}` : ""));
  return parts;
}

/** @param {Reader} reader @param {Entity} entity @param {HTMLElement} next */
function renameForm(reader, entity, next) {
  const a = { autocomplete: "off" };
  const name = h("input", { class: "rq-input", name: "english", value: entity.en, maxLength: 200, lang: "en", dir: "auto", a });
  const keep = h("input", { type: "checkbox", name: "keep", checked: true });
  const form = h("form", { class: "rq-rename" },
    h("label", {}, reader.t("renameEntity"), name),
    h("label", { class: "rq-check" }, keep, reader.t("alsoGlossary")),
    h("div", { class: "rq-line" },
      h("button", { type: "submit", class: "rq-btn rq-small", textContent: reader.t("renameAll") }), next));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = name.value.trim();
    if (words) act(reader, "rename", { entity: entity.id, arabic: entity.ar, english: words, keep: keep.checked });
  });
  return form;
}
