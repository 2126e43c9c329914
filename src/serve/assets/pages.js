// The pages as they will print. Only those that changed are drawn again.
import { el } from "./ask.js";

export class Pages {
    #shown = [];
    #lit = null;

    constructor(place, onPick) {
        this.place = place;
        place.addEventListener("click", (event) => {
            const piece = event.target.closest?.("[data-key]");
            if (piece) onPick(piece.dataset.key, piece.dataset.paragraph === undefined ? null : Number(piece.dataset.paragraph));
        });
    }

    /** The sums of what is shown. */
    get have() {
        return this.#shown.map((page) => page.digest);
    }

    /** Without pages the last ones stay, pale. */
    show(pages) {
        this.place.classList.toggle("stale", !pages);
        if (!pages) return;
        const known = new Map(this.#shown.map((page) => [page.digest, page]));
        const total = pages.length;
        this.#shown = pages.map(({ digest, svg }, index) => {
            const page = svg === undefined ? known.get(digest) : { digest, figure: figure(svg) };
            if (!page) return null;
            const number = `第 ${index + 1} 页，共 ${total} 页`;
            page.figure.lastElementChild.textContent = number;
            return page;
        }).filter(Boolean);
        const figures = this.#shown.map((page) => page.figure);
        figures.forEach((figure, at) => {
            const there = this.place.children[at];
            if (there === figure) return;
            if (there && !figures.includes(there)) there.replaceWith(figure);
            else this.place.insertBefore(figure, there ?? null);
        });
        while (this.place.children.length > figures.length) this.place.lastElementChild.remove();
        if (this.#lit) this.light(this.#lit, false);
    }

    /** Marks what comes from a field, and brings it into view. */
    light(key, isMoving = true) {
        this.#lit = key;
        for (const piece of this.place.querySelectorAll(".lit")) piece.classList.remove("lit");
        const pieces = [...this.place.querySelectorAll("[data-key]")].filter((piece) => piece.dataset.key === key);
        for (const piece of pieces) piece.classList.add("lit");
        if (!isMoving || pieces.length === 0 || this.place.offsetParent === null) return;
        const place = this.place.getBoundingClientRect();
        const seen = pieces.some((piece) => {
            const box = piece.getBoundingClientRect();
            return box.top >= place.top && box.bottom <= place.bottom;
        });
        if (seen) return;
        const box = pieces[0].getBoundingClientRect();
        this.place.scrollTop += box.top - place.top - place.height / 3;
    }
}

function figure(svg) {
    const page = document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);
    page.removeAttribute("width");
    page.removeAttribute("height");
    return el("figure", { class: "page" }, page, el("figcaption"));
}
