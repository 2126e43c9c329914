// Questions to the program. What it refuses comes back as findings, told in its own words.

export class Refused extends Error {
    constructor(findings, isPassing = false) {
        super(findings.map((finding) => finding.message).join("；"));
        this.findings = findings;
        /** Whether the same may be done in a moment. */
        this.isPassing = isPassing;
    }
}

/** The file is another than this page knows. */
export class Changed extends Error {
    constructor(view) {
        super("changed");
        this.view = view;
    }
}

/** The program does not answer, or answers at another address. */
export class Gone extends Error {}

async function request(path, options) {
    let response;
    try {
        response = await fetch(path, { method: "POST", ...options });
    } catch {
        throw new Gone("程序没有回答，可能已经关了");
    }
    if (response.ok) return response;
    if (response.status === 403) throw new Gone("程序重新开过，换了地址，这一页接不上了");
    if (response.status === 409) throw new Changed(await response.json());
    if (response.status === 422) {
        const { findings, isPassing } = await response.json();
        throw new Refused(findings, isPassing);
    }
    throw new Refused([{ severity: "error", message: await response.text() || `程序不认这个请求（${response.status}）` }]);
}

const JSON_TYPE = { "content-type": "application/json" };

export async function ask(call, body = {}, options = {}) {
    const asked = { headers: JSON_TYPE, body: JSON.stringify(body), ...options };
    return (await request(`api/${call}`, asked)).json();
}

/** Sends a file with what is to be done with it. */
export async function send(call, parameters, file) {
    const headers = {
        "content-type": "application/octet-stream",
        "x-nianbao": encodeURIComponent(JSON.stringify(parameters)),
    };
    return (await request(`send/${call}`, { headers, body: file })).json();
}

/** Asks for a file and hands it to the browser to keep. */
export async function keep(body) {
    const response = await request("api/download", { headers: JSON_TYPE, body: JSON.stringify(body) });
    const said = response.headers.get("content-disposition") ?? "";
    const name = decodeURIComponent(said.split("UTF-8''")[1] ?? "报告");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return name;
}

/** An element with properties and children. */
export function el(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
        if (value === undefined || value === null || value === false) continue;
        if (name === "class") element.className = value;
        else if (name in element && typeof value !== "string") element[name] = value;
        else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
    return element;
}

/** More than these nobody reads. */
const MOST_NEWS = 20;

/** What is told once, with findings below it, until it is put away; the same words stand there once. */
export function news(place, kind, text, findings = [], ...more) {
    for (const item of place.querySelectorAll(".item")) if (item.dataset.words === text) item.remove();
    const close = el("button", { type: "button", class: "close", "aria-label": "收起" }, "×");
    const list = el("ul", {}, ...findings.map((finding) =>
        el("li", {}, ...whereabouts(finding), finding.message, finding.help ? el("small", {}, finding.help) : null)));
    const item = el("div", { class: `item ${kind}`, "data-words": text }, close, el("p", {}, text), findings.length > 0 ? list : null, ...more);
    close.addEventListener("click", () => {
        item.remove();
        tidy(place);
    });
    place.prepend(item);
    place.scrollTop = 0;
    tidy(place);
    return item;
}

/** The file that a finding is about, where that is not the one that is open, and the place in it. */
function whereabouts({ file, place }) {
    const isOther = file && file !== document.body.dataset.file;
    const name = isOther && /\.ya?ml$/i.test(file) && !/^county\.ya?ml$/i.test(file)
        ? el("a", { href: `report?file=${encodeURIComponent(file)}` }, file) : isOther ? file : "";
    return [name, isOther ? (place ? ` ${place}：` : "：") : place ? `${place}：` : ""];
}

/** Many are put away at once. */
function tidy(place) {
    const items = [...place.querySelectorAll(".item")];
    for (const item of items.slice(MOST_NEWS)) item.remove();
    place.querySelector(".away")?.remove();
    if (items.length < 3) return;
    const away = el("button", { type: "button", class: "small away" }, "全部收起");
    away.addEventListener("click", () => place.replaceChildren());
    place.append(away);
}
