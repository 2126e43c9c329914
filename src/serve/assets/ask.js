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

/** The program does not answer. */
export class Gone extends Error {}

async function request(path, options) {
    let response;
    try {
        response = await fetch(path, { method: "POST", ...options });
    } catch {
        throw new Gone("程序没有回答：它可能已经关了");
    }
    if (response.ok) return response;
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

/** What is told once, with findings below it, until it is put away. */
export function news(place, kind, text, findings = [], ...more) {
    const close = el("button", { type: "button", class: "close", "aria-label": "收起" }, "×");
    const list = el("ul", {}, ...findings.map((finding) =>
        el("li", {}, finding.place ? `${finding.place}：` : "", finding.message, finding.help ? el("small", {}, finding.help) : null)));
    const item = el("div", { class: `item ${kind}` }, close, el("p", {}, text), findings.length > 0 ? list : null, ...more);
    close.addEventListener("click", () => item.remove());
    place.prepend(item);
    return item;
}
