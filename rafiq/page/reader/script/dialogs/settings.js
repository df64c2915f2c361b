// The settings dialog.

import { h, smallButton } from "../base/dom.js";
import { send } from "../base/outbox.js";
import { changeSettings } from "../focus/place.js";
import { applySettings } from "../rows/look.js";
import { DEFAULTS } from "../state.js";
import { showDialog } from "./dialog.js";
import { engineMenu } from "./engines.js";

/** @import { Reader } from "../state.js" */
/** @typedef {"size" | "line" | "width" | "level"} Amount */

/** @param {Reader} reader */
export function showSettings(reader) {
  /** @param {number} value */
  const plain = (value) => reader.number(value);
  /** @param {number} value */
  const level = (value) => (value === 1 ? reader.t("levelAll") : reader.t("levelFrom", { level: reader.t(`level_${value}`) }));
  const reset = () => {
    changeSettings(reader, { ...DEFAULTS });
    showSettings(reader);
  };
  showDialog(reader, reader.t("settings"), [
    settingChoice(reader, "theme", ["system", "light", "sepia", "dark"]),
    settingChoice(reader, "font", ["naskh", "amiri", "sans"]),
    settingChoice(reader, "latin", ["serif", "sans"]),
    slide(reader, "size", [14, 34, 1], plain),
    slide(reader, "line", [1.4, 2.6, 0.1], plain),
    slide(reader, "width", [44, 110, 2], plain),
    slide(reader, "level", [1, 5, 1], level),
    check(reader, "diacritics"),
    check(reader, "transliteration"),
    reader.engines.length ? engineMenu(reader) : "",
    interfaceChoice(reader),
    smallButton(reader.t("reset"), reset),
  ]);
}

/** @param {Reader} reader @param {"theme" | "font" | "latin"} name @param {string[]} values */
function settingChoice(reader, name, values) {
  return h("fieldset", {}, h("legend", { textContent: reader.t(name) }),
    h("div", { class: "rq-choices" }, ...values.map((value) => {
      const choose = () => changeSettings(reader, { [name]: value });
      return h("label", {},
        h("input", { type: "radio", name: `rq-${name}`, checked: reader.settings[name] === value, onchange: choose }),
        h("span", { textContent: reader.t(`${name}_${value}`) }));
    })));
}

/**
 * A setting of more or less: shown at once, kept when the hand lets go.
 * @param {Reader} reader
 * @param {Amount} name
 * @param {[min: number, max: number, step: number]} range
 * @param {(value: number) => string} words
 */
function slide(reader, name, [min, max, step], words) {
  const value = reader.settings[name];
  const shown = h("span", { class: "rq-shown", textContent: words(value) });
  const input = h("input", { type: "range", min, max, step, value, a: { "aria-valuetext": words(value) } });
  input.oninput = () => {
    shown.textContent = words(Number(input.value));
    input.setAttribute("aria-valuetext", words(Number(input.value)));
    applySettings(reader, { ...reader.settings, [name]: Number(input.value) });
  };
  input.onchange = () => send(reader, "settings", { patch: { [name]: Number(input.value) } });
  return h("label", { class: "rq-slide" }, h("span", {}, reader.t(name === "level" ? "levelSetting" : name), shown), input);
}

/** @param {Reader} reader @param {"diacritics" | "transliteration"} name */
function check(reader, name) {
  const input = h("input", { type: "checkbox", checked: reader.settings[name] });
  input.onchange = () => changeSettings(reader, { [name]: input.checked });
  return h("label", { class: "rq-check" }, input, reader.t(name));
}

/** @param {Reader} reader */
function interfaceChoice(reader) {
  return h("fieldset", {}, h("legend", { textContent: reader.t("interfaceSetting") }),
    h("div", { class: "rq-choices" }, ...["en", "ar"].map((ui) => {
      const choose = () => send(reader, "settings", { patch: { interface: ui } });
      return h("label", {}, h("input", { type: "radio", name: "rq-ui", checked: reader.ui === ui, onchange: choose }),
        h("span", { textContent: ui === "ar" ? "العربية" : "English", lang: ui }));
    })));
}
