// What is to be mended, the worst first; each leads to its field.
import { el } from "./ask.js";

export class Findings {
    errors = 0;
    warnings = 0;
    unsaved = 0;

    constructor(place, count, tab, onPick) {
        Object.assign(this, { place, count, tab, onPick });
    }

    show(findings) {
        const errors = findings.filter((finding) => finding.severity === "error").length;
        const warnings = findings.length - errors;
        this.errors = errors;
        this.warnings = warnings;
        this.tell(this.unsaved);
        this.tab.textContent = findings.length > 0 ? `问题 ${findings.length}` : "问题";
        const sorted = [...findings].sort((a, b) => Number(a.severity !== "error") - Number(b.severity !== "error"));
        this.place.replaceChildren(...sorted.map((finding) => this.#item(finding)));
        this.place.hidden = findings.length === 0;
    }

    /** How many there are; a field that was not taken comes before all of them. */
    tell(unsaved) {
        const { errors, warnings } = this;
        this.unsaved = unsaved;
        const words = [errors > 0 ? `${errors} 处错误` : "", warnings > 0 ? `${warnings} 处提醒` : ""].filter(Boolean);
        const rest = words.length > 0 ? `${words.join("，")}${errors > 0 ? "，改好才能生成文件" : "，不影响生成文件"}` : "没有问题，可以生成文件";
        this.count.textContent = unsaved > 0 ? `有 ${unsaved} 处没有存（红框），改好才能生成文件${words.length > 0 ? `；另有 ${words.join("，")}` : ""}` : rest;
        this.count.className = errors + unsaved > 0 ? "errors" : warnings > 0 ? "warnings" : "good";
    }

    #item(finding) {
        const kind = finding.severity === "error" ? "错误" : "提醒";
        const words = [
            el("b", { class: finding.severity }, kind),
            el("span", { class: "message" }, finding.message),
            finding.help ? el("small", {}, finding.help) : null,
            el("code", {}, finding.code),
        ];
        if (!finding.key) return el("li", {}, el("div", {}, ...words, finding.line ? el("small", {}, `第 ${finding.line} 行`) : null));
        const button = el("button", { type: "button" }, ...words);
        button.addEventListener("click", () => this.onPick(finding));
        return el("li", {}, button);
    }
}
