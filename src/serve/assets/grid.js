// An official table as a grid of fields, merged as the form merges it; everything comes from the form's data.
import { el } from "./ask.js";
import { bare, block, parted, placed, spread } from "./paste.js";

const LABELS = new Set(["band", "head", "group", "label"]);

export class Grid {
    inputs = new Map();
    #lines = [];
    #places = new Map();

    /** `on`: `put(pairs, isTyping)`, `focus(key)`, `tell(words)`. */
    constructor(table, on) {
        this.table = table;
        this.on = on;
        this.totals = new Map(table.sums.map((sum) => [`${table.key}.${sum.total}`, sum.parts.map((key) => `${table.key}.${key}`)]));
        this.element = this.#draw();
        this.element.addEventListener("keydown", (event) => this.#keys(event));
        this.element.addEventListener("paste", (event) => this.#paste(event));
        this.element.addEventListener("focusin", ({ target }) => target.select?.());
    }

    #draw() {
        const width = this.table.widths.reduce((sum, next) => sum + next, 0);
        const columns = el("colgroup", {}, ...this.table.widths.map((wide) => {
            const column = el("col");
            column.style.width = `${(100 * wide) / width}%`;
            return column;
        }));
        const rows = [];
        for (const cell of this.table.cells) {
            rows[cell.row] ??= el("tr");
            rows[cell.row].append(this.#cell(cell));
        }
        const body = el("tbody", {}, ...rows);
        return el("table", { class: `grid columns-${this.table.widths.length}` }, el("caption", {}, this.table.name), columns, body);
    }

    #cell(cell) {
        const span = { rowspan: String(cell.rowspan), colspan: String(cell.colspan) };
        if (cell.key) return el("td", { ...span, class: cell.total ? "number total" : "number" }, this.#input(cell));
        if (!LABELS.has(cell.kind)) return el("td", { ...span, class: cell.kind }, cell.text);
        const isRow = cell.kind === "group" || cell.kind === "label";
        return el("th", { ...span, class: cell.kind, scope: isRow ? "row" : "col" }, cell.text);
    }

    #input(cell) {
        const input = el("input", {
            type: "text", id: `cell-${cell.key}`, "data-key": cell.key, inputmode: "decimal", autocomplete: "off",
            "aria-label": `${this.table.short}，${cell.label}`, readonly: cell.total, placeholder: "0",
        });
        if (cell.total) input.tabIndex = -1;
        const line = (this.#lines[cell.row] ??= []);
        this.#places.set(cell.key, [cell.row, line.length]);
        line.push(cell.key);
        this.inputs.set(cell.key, input);
        return input;
    }

    /** Rows of keys; those without numbers are left out. */
    #numbers() {
        return this.#lines.map((line, row) => ({ line, row })).filter(({ line }) => line);
    }

    show(cells, last) {
        for (const [key, input] of this.inputs) {
            const cell = cells[key] ?? { value: "", typed: false };
            const isTotal = this.totals.has(key);
            // A total that somebody typed is a number like any other.
            input.readOnly = isTotal && !cell.typed;
            input.tabIndex = input.readOnly ? -1 : 0;
            input.classList.toggle("typed-total", isTotal && cell.typed);
            const before = last?.cells[key]?.value;
            const shown = input.nextElementSibling;
            if (before !== undefined && before !== "" && !isTotal) {
                const words = `上年 ${before}`;
                if (shown) shown.textContent = words;
                else input.after(el("small", { class: "last" }, words));
            } else shown?.remove();
        }
    }

    /** The numbers that nobody has put in. */
    get blanks() {
        return [...this.inputs].filter(([, input]) => !input.readOnly && input.value.trim() === "").map(([key]) => key);
    }

    /** Totals as one types, from the form's own sums. */
    addUp() {
        for (let again = 0; again < 3; again += 1) {
            for (const [key, parts] of this.totals) {
                const total = this.inputs.get(key);
                if (!total?.readOnly) continue;
                const sum = parts.reduce((sum, part) => sum + amount(this.inputs.get(part)?.value ?? ""), 0);
                total.value = Number.isNaN(sum) ? "" : String(Math.round(sum * 1e6) / 1e6);
            }
        }
    }

    #keys(event) {
        const input = event.target;
        if (!(input instanceof HTMLInputElement) || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
        const isAll = input.selectionStart === 0 && input.selectionEnd === input.value.length;
        const isStart = isAll || input.selectionEnd === 0;
        const isEnd = isAll || input.selectionStart === input.value.length;
        const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [event.shiftKey ? -1 : 1, 0] }[event.key]
            ?? (event.key === "ArrowLeft" && isStart ? [0, -1] : event.key === "ArrowRight" && isEnd ? [0, 1] : null);
        if (!step || (event.shiftKey && event.key !== "Enter")) return;
        event.preventDefault();
        this.#move(input.dataset.key, step);
    }

    #move(key, [down, right]) {
        const rows = this.#numbers();
        const [row, column] = this.#places.get(key);
        let at = rows.findIndex((line) => line.row === row);
        let to = column;
        for (let tries = 0; tries < 500; tries += 1) {
            at += down;
            to += right;
            if (right && to < 0) { at -= 1; to = (rows[at]?.line.length ?? 0) - 1; }
            if (right && to >= (rows[at]?.line.length ?? 0)) { at += 1; to = 0; }
            const line = rows[at]?.line;
            if (!line) return;
            const input = this.inputs.get(line[Math.min(to, line.length - 1)]);
            if (!input.readOnly) return input.focus();
            if (down && to >= line.length - 1) to = Math.max(0, line.length - 2);
        }
    }

    #paste(event) {
        const key = event.target.dataset?.key;
        const copied = key && block(event.clipboardData);
        if (!copied) return;
        event.preventDefault();
        const parts = parted(copied);
        const lines = this.#numbers();
        const keys = lines.map(({ line }) => line.map((cell) => (this.inputs.get(cell).readOnly ? null : cell)));
        const [row, column] = this.#places.get(key);
        const isLabelled = parts.some(({ labels }) => labels.length > 0);
        try {
            const rows = isLabelled ? placed(parts, lines.map(({ row: at }) => this.#name(at))) : null;
            const at = lines.findIndex((line) => line.row === row);
            this.on.put(spread(parts, keys, rows ?? parts.map((_, index) => at + index), isLabelled ? 0 : column), false);
        } catch (error) {
            this.on.tell(error.message);
        }
    }

    /** What a row is called: its last label. */
    #name(row) {
        const labels = this.table.cells.filter((cell) => (cell.kind === "label" || cell.kind === "group") && cell.row <= row && row < cell.row + cell.rowspan);
        return bare(labels.at(-1)?.text ?? "");
    }
}

/** The number of a cell in sums; nothing and `/` are 0. */
function amount(text) {
    const plain = text.trim().replace(/[，,]/g, "").replace(/[０-９．－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
    if (plain === "" || /^[/\-—－／]$/.test(plain)) return 0;
    return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}
