// What ESLint holds of the page's script. Run from the top of the checkout by scripts/javascript/check.sh.
import js from "@eslint/js";
import globals from "globals";

const MARKUP = ["innerHTML", "outerHTML", "insertAdjacentHTML", "createContextualFragment"];
const message = "What an article says must never become markup: use textContent, or h() of base/dom.js.";

export default [
  { ...js.configs.recommended, files: ["**/*.js", "**/*.mjs"] },
  {
    files: ["rafiq/page/reader/**/*.js", "rafiq/page/serve/**/*.js", "tests/javascript/**/*.mjs"],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: { sourceType: "module", ecmaVersion: 2024, globals: globals.browser },
    rules: {
      complexity: ["error", 15],
      "max-depth": ["error", 4],
      "max-len": ["error", { code: 132, ignoreStrings: true }],
      "max-lines": ["error", 350],
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-shadow": "error",
      "no-restricted-properties": ["error",
        ...MARKUP.map((property) => ({ property, message })), { object: "document", property: "write", message }],
      "no-restricted-syntax": ["error", { selector: `Property[key.name=/^(${MARKUP.join("|")})$/]`, message }],
      "no-unused-expressions": "error",
      "no-useless-return": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
];
