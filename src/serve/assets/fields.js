// The fields of a report: heads, texts, tables, signature. Everything comes from the form's data and the report.
import { el } from "./ask.js";
import { Grid } from "./grid.js";

const EXPRESSION = "文字里的 {{ … }} 印出来是表里的数，改了表它跟着变。";

export class Fields {
    inputs = new Map();
    grids = [];
    #shape = "";
    #spelt = null;

    /** `on`: `put(pairs, isTyping)`, `focus(key)`. */
    constructor(place, nav, on) {
        Object.assign(this, { place, nav, on });
        place.addEventListener("submit", (event) => event.preventDefault());
        const typed = ({ target }) => {
            if (!target.dataset.key) return;
            this.#adjust(target);
            on.put([[target.dataset.key, valueOf(target)]], true);
        };
        // Half of a word that is being spelt is no word yet.
        place.addEventListener("compositionstart", ({ target }) => { this.#spelt = target; });
        place.addEventListener("compositionend", (event) => {
            this.#spelt = null;
            typed(event);
        });
        place.addEventListener("input", (event) => {
            if (event.isComposing) this.#adjust(event.target);
            else typed(event);
        });
        place.addEventListener("focusin", ({ target }) => {
            if (target.dataset?.key) on.focus(target.dataset.key);
        });
    }

    /** The fields are gone from the page, and are drawn anew when there is a report again. */
    forget() {
        this.#shape = "";
        this.inputs.clear();
        this.grids = [];
    }

    /** The keys of fields whose values were not taken. */
    get refused() {
        return [...this.inputs].filter(([, input]) => input.classList.contains("refused")).map(([key]) => key);
    }

    value(key) {
        const input = this.inputs.get(key);
        return input ? valueOf(input) : "";
    }

    /** Puts a value into a field without telling anybody. */
    set(key, value) {
        const input = this.inputs.get(key);
        if (!input) return;
        if (input.type === "checkbox") input.checked = value === "是";
        else input.value = value;
        this.#adjust(input);
    }

    /** Draws the fields anew if they are others, and puts in what stands in the report. */
    show(view, isPending) {
        const { report, form } = view;
        const shape = JSON.stringify([form.id, report.isListed, report.parts.map((p) => [p.textKey, p.table, report.isListed || p.heading]),
            report.signature && [report.signature.dateKey, report.signature.isAlone]]);
        const isNew = shape !== this.#shape;
        if (isNew) this.#draw(report, form);
        this.#shape = shape;
        for (const grid of this.grids) grid.show(report.cells, view.last);
        for (const [key, value] of this.#values(report)) {
            const input = this.inputs.get(key);
            if (!input || input === this.#spelt || isPending(key) || input.classList.contains("refused")) continue;
            const mine = valueOf(input);
            // What is being typed may end in a blank that no file keeps.
            if (input === document.activeElement && mine.trimEnd() === value) continue;
            if (mine !== value && !(input.readOnly && value === "")) this.set(key, value);
        }
        for (const grid of this.grids) grid.addUp();
        // To measure every box costs more than all the rest; one that is given another text is measured then.
        if (isNew) this.fit();
        const title = this.inputs.get("标题");
        if (title) title.placeholder = report.defaultTitle;
    }

    *#values(report) {
        yield* Object.entries(report.texts);
        yield ["标题", report.title];
        for (const part of report.parts) {
            if (part.headingKey) yield [part.headingKey, part.heading];
            yield [part.textKey, part.text];
        }
        if (report.signature) {
            yield [report.signature.dateKey, report.signature.date];
            yield ["署名.机关", report.signature.bodies];
            yield ["署名.盖章", report.signature.sealed ? "是" : "否"];
        }
        for (const [key, cell] of Object.entries(report.cells)) yield [key, cell.value];
    }

    #draw(report, form) {
        this.inputs.clear();
        this.grids = [];
        const sections = [this.#head(), ...report.parts.map((part, index) => this.#part(part, index, form)), this.#signature(report)];
        this.place.replaceChildren(...sections);
        this.nav.replaceChildren(...sections.map((section) => {
            const link = el("a", { href: `#${section.id}`, title: section.dataset.heading }, section.dataset.short);
            link.addEventListener("click", (event) => {
                event.preventDefault();
                section.scrollIntoView({ block: "start" });
                section.querySelector("input:not([readonly]), textarea")?.focus({ preventScroll: true });
            });
            return link;
        }));
    }

    #section(id, heading, short, ...children) {
        return el("section", { id, class: "part", "aria-labelledby": `${id}-title`, "data-short": short, "data-heading": heading },
            el("h2", { id: `${id}-title` }, heading), ...children);
    }

    /** A field under its label. */
    #field(key, label, input, hint) {
        input.id = `field-${key}`;
        input.dataset.key = key;
        this.inputs.set(key, input);
        if (hint) input.setAttribute("aria-describedby", `${input.id}-hint`);
        return el("div", { class: "field" }, el("label", { for: input.id }, label), input,
            hint ? el("p", { class: "hint", id: `${input.id}-hint` }, hint) : null);
    }

    #head() {
        return this.#section("part-head", "基本情况", "基本情况",
            el("div", { class: "row" },
                this.#field("机关", "机关（全称，也是署名）", el("input", { type: "text" })),
                this.#field("简称", "简称（标题里用，可以不填）", el("input", { type: "text" })),
                this.#field("年度", "年度", el("input", { type: "text", inputmode: "numeric", maxlength: "4", class: "short", "data-check": "year" }))),
            this.#field("标题", "标题（不填就是下面灰字写的；可以分行）", el("textarea", { rows: "1" })),
            this.#field("前言", "前言（印在第一部分前面，可以不填）", el("textarea", { rows: "2" })));
    }

    #part(part, index, form) {
        const table = form.tables.find((table) => table.key === part.table);
        const known = form.parts.find((known) => known.heading === part.heading);
        const short = table?.short ?? part.heading.replace(/^[一二三四五六七八九十]+、/, "").split("及")[0];
        const number = part.heading.match(/^[一二三四五六七八九十]+、/)?.[0] ?? `${index + 1}、`;
        const children = [];
        if (part.headingKey) children.push(this.#field(part.headingKey, "标题", el("input", { type: "text" })));
        if (table) {
            children.push(this.#field(part.textKey, "表前的说明（没有可以不填）", el("textarea", { rows: "1" })));
            const grid = new Grid(table, { put: (pairs, typing) => this.on.put(pairs, typing), tell: (words) => this.on.tell(words) });
            for (const [key, input] of grid.inputs) this.inputs.set(key, input);
            this.grids.push(grid);
            const zeros = el("button", { type: "button", class: "small", title: "没有发生的写 0" }, "空着的都填 0");
            zeros.addEventListener("click", () => {
                const blanks = grid.blanks.map((key) => [key, "0"]);
                if (blanks.length > 0) this.on.put(blanks, false);
            });
            children.push(el("div", { class: "above" }, zeros));
            children.push(el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": `${table.name}（表）` }, grid.element));
        } else {
            const box = el("textarea", { rows: "4", ...(known?.longest ? { "data-longest": String(known.longest) } : {}) });
            children.push(this.#field(part.textKey, "正文（一行一段，段首不用空格）", box, plain(known?.hint)));
            children.push(el("p", { class: "hint count", "data-of": part.textKey }));
        }
        return this.#section(`part-${index}`, part.heading, `${number}${short}`, ...children);
    }

    #signature(report) {
        const signature = report.signature;
        if (!signature) {
            const add = el("button", { type: "button" }, "加上署名和日期");
            add.addEventListener("click", () => this.on.put([["署名", `${report.year + 1}-01-20`]], false));
            return this.#section("part-end", "署名", "署名", el("p", { class: "hint" }, "这份报告没有署名。"), add);
        }
        const note = signature.isShared ? "全县共用的日期，写在 county.yaml 里；在这里改只改这一份。" : "";
        const date = this.#field(signature.dateKey, "成文日期", el("input", { type: "date", class: "date" }), note);
        if (signature.isAlone) return this.#section("part-end", "署名", "署名", date);
        const seal = el("input", { type: "checkbox" });
        const sealed = this.#field("署名.盖章", "盖章（留出盖章的位置）", seal);
        sealed.classList.add("tick");
        return this.#section("part-end", "署名", "署名", el("div", { class: "row" }, date, sealed),
            this.#field("署名.机关", "署名机关（和上面的机关不同才填；几个机关联合署名的，一行一个）", el("textarea", { rows: "1" })));
    }

    /** Boxes as high as their texts; what was not shown could not be measured. */
    fit() {
        for (const box of this.place.querySelectorAll("textarea")) this.#adjust(box);
    }

    #adjust(input) {
        const grid = this.grids.find((grid) => grid.inputs.get(input.dataset.key) === input);
        if (grid) return grid.addUp();
        if (input.tagName !== "TEXTAREA") return;
        input.style.height = "auto";
        input.style.height = `${input.scrollHeight + 2}px`;
        const count = this.place.querySelector(`.count[data-of="${CSS.escape(input.dataset.key)}"]`);
        if (!count) return;
        const length = [...input.value.replace(/\s/g, "")].length;
        const longest = Number(input.dataset.longest ?? 0);
        count.textContent = `${length} 字${longest ? `，不超过 ${longest} 字` : ""}。${input.value.includes("{{") ? EXPRESSION : ""}`;
        count.classList.toggle("over", longest > 0 && length > longest);
    }

    /** Marks the fields that findings are about. */
    mark(findings) {
        for (const input of this.inputs.values()) {
            input.classList.remove("error", "warning");
            if (!input.classList.contains("refused")) input.removeAttribute("aria-invalid");
        }
        for (const finding of findings) {
            const input = this.inputs.get(finding.key);
            if (!input) continue;
            input.classList.add(finding.severity);
            if (finding.severity === "error") input.setAttribute("aria-invalid", "true");
        }
    }

    /** A value that was not taken stays in its field, with the reason below. */
    refuse(key, words) {
        const input = this.inputs.get(key);
        if (!input) return false;
        this.accept(key);
        input.classList.add("refused");
        input.setAttribute("aria-invalid", "true");
        (input.closest(".row") ?? input.closest(".field, td")).append(el("p", { class: "wrong", role: "alert", "data-of": key }, words));
        return true;
    }

    accept(key) {
        const input = this.inputs.get(key);
        if (!input?.classList.contains("refused")) return;
        input.classList.remove("refused");
        input.removeAttribute("aria-invalid");
        this.place.querySelector(`.wrong[data-of="${CSS.escape(key)}"]`)?.remove();
    }

    /** Goes to a field, and to the words in it that are meant. */
    go(key, paragraph, words) {
        const aliases = { 署名: "署名.日期", "署名.日期": "署名", "署名.机关": "机关" };
        const input = this.inputs.get(key) ?? this.inputs.get(aliases[key]) ?? this.inputs.get(`${key}.说明`);
        if (!input) return false;
        input.scrollIntoView({ block: "center" });
        input.focus({ preventScroll: true });
        if (input.tagName === "TEXTAREA") {
            const lines = input.value.split("\n");
            const at = paragraph ?? 0;
            const start = lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0);
            const found = words ? input.value.indexOf(words, start) : -1;
            if (found >= 0) input.setSelectionRange(found, found + words.length);
            else if (paragraph !== null && paragraph !== undefined) input.setSelectionRange(start, start + (lines[at]?.length ?? 0));
        }
        return true;
    }
}

function valueOf(input) {
    if (input.type === "checkbox") return input.checked ? "是" : "否";
    return input.value;
}

/** What a hint says, for those who see no YAML. */
function plain(hint) {
    return hint ? hint.split(/；?\{\{/)[0] : "";
}
