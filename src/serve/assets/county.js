// The folder's units: who has reported, how far each is; files are read in by dropping them.
import { ask, el, Gone, news, Refused, send } from "./ask.js";
import { make, tell } from "./make.js";

const by = (id) => document.getElementById(id);
const STATES = { blank: "未填", faulty: "有错", ready: "可报", made: "已生成", unread: "还没有读入" };
const LOOK = 4000;
const newsPlace = by("news");
let county = null;
let shown = "";

async function look() {
    county = await ask("county");
    const now = JSON.stringify(county);
    if (now !== shown) draw();
    if (!shown) state("");
    shown = now;
}

function draw() {
    const { units } = county;
    by("title").textContent = county.name ? `${county.name}${county.year ? `　${county.year} 年` : ""}` : document.body.dataset.folder;
    document.title = `${by("title").textContent} · 年报`;
    by("all").hidden = units.length === 0;
    by("review").hidden = units.length === 0;
    by("sum").hidden = units.length === 0 || !county.name;
    const gone = county.findings.filter((finding) => finding.code === county.codes.missing);
    const missing = units.length > 0 ? gone.map((finding) => finding.words ?? "") : county.names ?? [];
    const doubled = county.findings.filter((finding) => finding.code === county.codes.doubled);
    tally(units, missing, doubled);
    by("units").replaceChildren(units.length > 0 ? table(units) : empty());
    by("missing").replaceChildren(...(missing.length > 0 ? [missingOnes(missing)] : []));
    const unread = units.filter((unit) => unit.state === "unread");
    by("others").replaceChildren(...(unread.length > 0 ? [unreadOnes(unread)] : []));
    const rest = county.findings.filter((finding) => !gone.includes(finding));
    by("roll").replaceChildren(...(rest.length > 0 ? [el("section", { class: "card" }, el("h2", {}, "要看一看的"),
        el("ul", {}, ...rest.map((finding) => el("li", {}, finding.message, finding.help ? el("small", {}, finding.help) : null))))] : []));
}

function tally(units, missing, doubled) {
    const count = (state) => units.filter((unit) => unit.state === state).length;
    const chips = [
        county.listed > 0 ? ["应报", county.listed, ""] : null,
        ["有报告", units.length, ""],
        ...Object.entries(STATES).map(([state, name]) => (count(state) > 0 ? [name, count(state), state] : null)),
        missing.length > 0 ? ["缺", missing.length, "faulty"] : null,
        doubled.length > 0 ? ["重", doubled.length, "faulty"] : null,
    ].filter(Boolean);
    by("tally").replaceChildren(...(units.length > 0 ? chips : []).map(([name, number, state]) =>
        el("span", { class: `chip ${state}` }, name, el("b", {}, String(number)))));
}

const address = (file) => `report?file=${encodeURIComponent(file)}`;

function table(units) {
    const head = el("thead", {}, el("tr", {},
        ...["单位", "年度", "状态", "问题"].map((name) => el("th", { scope: "col" }, name)),
        ...county.columns.map((name) => el("th", { scope: "col", class: "number" }, name))));
    const rows = units.map((unit) => el("tr", { "data-file": unit.file },
        el("th", { scope: "row" }, el("a", { href: address(unit.file) }, unit.agency ?? unit.file), el("small", {}, unit.file)),
        el("td", {}, unit.year ? String(unit.year) : ""),
        el("td", {}, el("span", { class: `chip ${unit.state}` }, STATES[unit.state])),
        el("td", { class: "first" }, problems(unit)),
        ...county.columns.map((_, at) => el("td", { class: "number" }, unit.numbers?.[at] ?? ""))));
    return el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "各单位" },
        el("table", { class: "units" }, el("caption", { class: "unseen" }, "各单位的报告"), head, el("tbody", {}, ...rows), sums(units)));
}

function problems(unit) {
    const words = [unit.errors ? `${unit.errors} 处错误` : "", unit.warnings ? `${unit.warnings} 处提醒` : ""].filter(Boolean).join("，");
    if (!words) return "";
    return el("span", { title: unit.first ?? "" }, words, unit.errors && unit.first ? el("small", {}, unit.first) : null);
}

function sums(units) {
    if (units.length < 2) return null;
    const sum = (at) => {
        const numbers = units.map((unit) => unit.numbers?.[at]);
        if (numbers.some((number) => number === null || number === undefined)) return "";
        return String(Math.round(numbers.reduce((sum, number) => sum + Number(number), 0) * 1e6) / 1e6);
    };
    return el("tfoot", {}, el("tr", {}, el("th", { scope: "row", colspan: "4" }, "合计",
        county.sum ? el("a", { class: "sum", href: address(county.sum) }, "打开全县报告") : null),
    ...county.columns.map((_, at) => el("td", { class: "number" }, sum(at)))));
}

function empty() {
    const first = el("button", { type: "button", class: "main" }, "新建第一份报告");
    first.addEventListener("click", () => begin());
    return el("section", { class: "card welcome" }, el("h2", {}, "这个文件夹里还没有报告"),
        el("p", {}, "从空白开始，或者把去年的 Word 文件、收上来的填报表（XLSX）、网页拖到这一页上。"), first);
}

function missingOnes(missing) {
    return el("section", { class: "card" }, el("h2", {}, `还缺 ${missing.length} 个单位`), el("p", { class: "chips" }, ...missing.map((words) => {
        const name = words.replace(/^["']|["']$/g, "");
        const button = el("button", { type: "button" }, `新建 ${name}`);
        button.addEventListener("click", () => begin(name));
        return button;
    })), missing.length > 1 && county.year ? allOf(missing) : null);
}

/** A report for each unit that has none. */
function allOf(missing) {
    const all = el("button", { type: "button" }, "每个单位都建一份空的");
    all.addEventListener("click", () => working("正在新建…", async () => {
        for (const words of missing) await ask("new", { name: words.replace(/^["']|["']$/g, "") });
    }));
    return all;
}

function unreadOnes(units) {
    const all = el("button", { type: "button", class: "main" }, `把这 ${units.length} 个文件都读入`);
    all.addEventListener("click", async () => {
        for (const { file } of units) await readIn(file);
        await look();
    });
    return el("section", { class: "card" }, el("h2", {}, "还没有读入的文件"),
        el("p", {}, "Word 文件、填报表、网页要读成 YAML 才能在这里填；原来的文件不动。"), all);
}

async function readIn(file) {
    try {
        told(file, await ask("read", { file }));
    } catch (error) {
        if (error instanceof Refused) news(newsPlace, "bad", `${file}：没有读成`, error.findings);
        else tell(newsPlace, error);
    }
}

function told(name, taken) {
    const plain = taken.file === name ? `${name} 已放进文件夹` : `${name} 已放进文件夹，叫 ${taken.file}`;
    const words = taken.tally ? `${name} 已读成 ${taken.file}：${taken.tally}` : plain;
    const item = news(newsPlace, taken.isWhole === false ? "note" : "good", words, taken.findings);
    item.querySelector("p").append("　", el("a", { href: address(taken.file) }, taken.isWhole === false ? "打开核对" : "打开"));
}

async function take(files) {
    for (const file of files) {
        state(`正在读 ${file.name}…`);
        try {
            told(file.name, await send("import", { name: file.name }, file));
        } catch (error) {
            if (error instanceof Refused) news(newsPlace, "bad", `${file.name}：没有读成`, error.findings);
            else tell(newsPlace, error);
        }
    }
    state("");
    await look();
}

function state(words) {
    by("state").textContent = words;
}

function begin(name = "") {
    by("begin-name").value = name;
    // What is not read in yet may be last year's.
    const known = county.units.filter((unit) => unit.state !== "unread").map((unit) => unit.year ?? 0);
    by("begin-year").value = county.year ?? Math.max(0, ...known);
    by("begin-year").dataset.typed = "";
    if (by("begin-year").value === "0") by("begin-year").value = String(new Date().getFullYear() - (new Date().getMonth() < 6 ? 1 : 0));
    by("begin-last").value = "";
    by("begin-wrong").textContent = "";
    by("begin").showModal();
    (name ? by("begin-year") : by("begin-name")).focus();
}

/** The year after the one that was chosen, and its unit, unless somebody has said otherwise. */
async function follow() {
    const last = by("begin-last").files[0];
    by("begin-wrong").textContent = "";
    if (!last) return;
    try {
        const { year, agency } = await send("year", { name: last.name }, last);
        if (!by("begin-year").dataset.typed && !county.year) by("begin-year").value = String(year + 1);
        if (!by("begin-name").value) by("begin-name").value = agency;
    } catch (error) {
        by("begin-wrong").textContent = reason(error);
    }
}

const reason = (error) => error.findings?.map((f) => [f.message, f.help].filter(Boolean).join("。")).join("；") ?? error.message;

async function create(event) {
    event.preventDefault();
    const last = by("begin-last").files[0];
    const asked = { name: by("begin-name").value, year: by("begin-year").value, previous: last?.name ?? "" };
    try {
        const { file } = last ? await send("new", asked, last) : await ask("new", asked);
        location.href = address(file);
    } catch (error) {
        by("begin-wrong").textContent = reason(error);
    }
}

async function working(words, work) {
    state(words);
    try {
        await work();
        await look();
    } catch (error) {
        tell(newsPlace, error);
    }
    state("");
}

async function sum() {
    const done = await ask("summarize");
    const words = `${done.units} 个单位已汇总：${done.files.join("、")}${done.isRefreshed ? "；原有的全县报告里，您写的文字没有动" : ""}`;
    const blanks = done.blanks > 0 ? `，还有 ${done.blanks} 处要填` : "";
    news(newsPlace, "good", words, done.findings, el("p", {}, el("a", { href: address(done.file) }, `打开全县报告${blanks}`)));
}

async function review() {
    const done = await ask("review");
    const words = `${done.told}。${done.lists > 0 ? `${done.lists} 份问题清单和` : ""}审核表在文件夹“${done.folder}”里。`;
    news(newsPlace, "good", words, done.findings);
}

by("review").addEventListener("click", () => working("正在审核…", review));
by("new").addEventListener("click", () => begin());
by("begin").querySelector("form").addEventListener("submit", create);
by("begin-last").addEventListener("change", follow);
by("begin-year").addEventListener("input", () => { by("begin-year").dataset.typed = "yes"; });
by("begin-no").addEventListener("click", () => by("begin").close());
by("take").addEventListener("click", () => by("files").click());
by("files").addEventListener("change", () => {
    const files = [...by("files").files];
    by("files").value = "";
    take(files);
});
by("all").addEventListener("click", () => working("正在生成…", () => make(newsPlace, [])));
by("sum").addEventListener("click", () => working("正在汇总…", sum));
const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    by("veil").hidden = false;
});
addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) by("veil").hidden = true;
});
addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    by("veil").hidden = true;
    take([...event.dataTransfer.files]);
});

async function watch() {
    if (document.visibilityState === "visible" && !by("begin").open) {
        try {
            await look();
            if (by("state").dataset.gone) {
                state("");
                delete by("state").dataset.gone;
            }
        } catch (error) {
            if (error instanceof Gone) {
                by("state").dataset.gone = "yes";
                state("程序没有回答，它可能已经关了");
            } else if (!shown) {
                state("");
                tell(newsPlace, error);
            }
            shown ||= "told";
        }
    }
    setTimeout(watch, LOOK);
}

watch();
