// One report: left the form, right its pages, below what is to be mended.
import { ask, el, Gone, news } from "./ask.js";
import { Fields } from "./fields.js";
import { Findings } from "./findings.js";
import { History } from "./history.js";
import { get, make, tell } from "./make.js";
import { Pages } from "./pages.js";
import { Saver } from "./save.js";

const by = (id) => document.getElementById(id);
const LOOK = 2000;

let file = new URLSearchParams(location.search).get("file") ?? "";
const history = new History();
const known = new Map();
const newsPlace = by("news");
let last = null;
/** For whoever measures: when the last redraw was asked for, and how long it took. */
const redraws = (globalThis.nianbaoRedraws = []);
let typedAt = 0;

const saver = new Saver(file, {
    view: show, state, accepted: (key) => fields.accept(key), refused, changed, isRefused: () => fields.refused.length > 0,
});
const fields = new Fields(by("fields"), by("parts"), {
    put,
    focus: (key) => pages.light(key),
    tell: (words) => news(newsPlace, "bad", words),
});
const pages = new Pages(by("pages"), (key, paragraph) => go(key, paragraph));
const findings = new Findings(by("found"), by("count"), by("tab-findings"), ({ key, paragraph, words }) => go(key, paragraph, words));

function go(key, paragraph, words) {
    tab("form");
    if (!fields.go(key, paragraph, words)) {
        const section = [...document.querySelectorAll(".part")].find((part) => part.dataset.heading.endsWith(key));
        section?.scrollIntoView({ block: "start" });
    }
}

const CHECKS = {
    year: (value) => (/^\d{4}$/.test(value) ? "" : "年度写四位数，例如 2026"),
};

/** Values that somebody gave: typed, pasted, ticked. */
function put(pairs, isTyping) {
    const changes = pairs.map(([key, value]) => [key, known.get(key) ?? "", value]).filter(([, before, after]) => before !== after);
    if (changes.length === 0) return;
    history.note(changes, isTyping);
    apply(changes.map(([key, , value]) => [key, value]), isTyping);
}

function apply(pairs, isTyping = false) {
    typedAt = performance.now();
    for (const [key, value] of pairs) {
        known.set(key, value);
        if (!isTyping) fields.set(key, value);
        fields.accept(key);
        const check = CHECKS[fields.inputs.get(key)?.dataset.check];
        const wrong = check?.(value);
        if (wrong) {
            fields.refuse(key, wrong);
            state("refused");
        } else saver.put(key, value, isTyping ? undefined : 0);
    }
    tools();
}

function undo() {
    step(history.undo());
}

function redo() {
    step(history.redo());
}

function step(pairs) {
    if (pairs.length === 0) return;
    apply(pairs);
    go(pairs[0][0]);
}

function tools() {
    by("undo").disabled = !history.canUndo;
    by("redo").disabled = !history.canRedo;
}

const STATES = {
    dirty: "正在存…",
    saved: "已存好",
    refused: "有一处没有存，看红框",
    missing: "文件不在了，或者读不了",
};

/** What the program could not take, or was not there to take, is on this page alone. */
const KEPT = {
    unsaved: "没有存上，过一会儿再试；填的字还在这一页上",
    gone: "没存的字还在这一页上，不要关：请重新运行程序；接不上的，按“复制没存的字”，贴到新打开的页上",
};

function state(word, why = "") {
    const isWrong = fields.refused.length > 0;
    const isKept = word in KEPT && saver.unsaved.length > 0;
    const words = isKept ? `${why}。${KEPT[word]}` : word in KEPT ? `${why}。填的都已存好` : STATES[word === "saved" && isWrong ? "refused" : word];
    by("state").textContent = words;
    by("state").dataset.state = word;
    by("copy").hidden = !isKept;
    findings.tell(fields.refused.length);
}

async function copy() {
    const kept = [...saver.unsaved, ...fields.refused.map((key) => [key, fields.value(key)])];
    await navigator.clipboard.writeText(kept.map(([key, value]) => `${labelOf(key)}：\n${value}`).join("\n\n"));
    news(newsPlace, "good", `没存的 ${kept.length} 处已复制，可以贴到别处。`);
}

function show(view, isTheirs = false) {
    // A form that is here already is only named.
    if (view.form && !view.form.tables) view.form = last.form;
    last = view;
    saver.digest = view.digest;
    if (view.report) {
        saver.form = view.form.id;
        by("title").textContent = `${view.report.agency}　${view.report.year} 年`;
        document.title = `${view.report.agency} ${view.report.year} 年 · 年报`;
        fields.show(view, (key) => !isTheirs && saver.isPending(key));
        for (const key of fields.inputs.keys()) if (!saver.isPending(key)) known.set(key, fields.value(key));
    } else broken(view);
    by("mend").hidden = !(view.isFixable || view.isMendable);
    fields.mark(view.findings);
    findings.show(view.findings);
    pages.show(view.pages);
    saver.have = pages.have;
    if (typedAt > 0) {
        const asked = typedAt;
        typedAt = 0;
        requestAnimationFrame(() => setTimeout(() => redraws.push(performance.now() - asked)));
    }
}

/** A file that is no report that can be understood. */
function broken(view) {
    fields.forget();
    by("title").textContent = view.file;
    by("parts").replaceChildren();
    by("fields").replaceChildren(el("section", { class: "part" }, el("h2", {}, "这个文件还不能填"),
        el("p", {}, "下面“问题”里写着为什么。请照着改好文件（用记事本打开），保存以后这一页会自己刷新。")));
}

/** What has one right answer is mended, and can be taken back like anything typed. */
async function mend() {
    await saver.settled();
    const before = new Map(known);
    show(await ask("mend", { file, digest: saver.digest }), true);
    const changes = [...known].filter(([key, value]) => before.has(key) && before.get(key) !== value);
    if (changes.length > 0) history.note(changes.map(([key, value]) => [key, before.get(key), value]));
    tools();
}

function refused(key, found) {
    const [first, ...more] = found;
    const words = [first.message, first.help, more.length > 0 ? `另有 ${more.length} 处问题` : ""].filter(Boolean).join("。");
    if (!fields.refuse(key, words)) news(newsPlace, "bad", words);
    state("refused");
}

/** The file was changed elsewhere while something was typed here: whether what was typed goes on top. */
async function changed(view, edits) {
    const theirs = new Map(valuesOf(view));
    const before = new Map(valuesOf(last ?? {}));
    const isTheirs = ([key, value]) => theirs.get(key) !== before.get(key) && !saver.isOwn(key, value);
    const both = edits.filter(([key, value]) => isTheirs([key, theirs.get(key)]) && theirs.get(key) !== value);
    if (both.length === 0) {
        if (!saver.isAgain || [...theirs].some(isTheirs)) news(newsPlace, "note", "别处也改了这个文件，两边的改动合在一起了。");
        show(view);
        return true;
    }
    const cut = (text = "") => (text.length > 120 ? `${text.slice(0, 120)}…` : text);
    by("changed-what").replaceChildren(...both.map(([key, mine]) =>
        el("tr", {}, el("th", { scope: "row" }, labelOf(key)), el("td", {}, cut(mine)), el("td", {}, cut(theirs.get(key))))));
    by("changed").showModal();
    return new Promise((done) => {
        let isAnswered = false;
        const answer = (isMine) => () => {
            isAnswered = true;
            by("changed").close();
            if (isMine) saver.digest = view.digest;
            done(isMine);
        };
        by("mine").onclick = answer(true);
        by("theirs").onclick = answer(false);
        // A browser closes it at the second Escape, whatever one says; it is a question that must be answered.
        by("changed").onclose = () => {
            if (!isAnswered) by("changed").showModal();
        };
    });
}

function* valuesOf({ report }) {
    if (!report) return;
    yield* Object.entries(report.texts);
    yield ["标题", report.title];
    for (const part of report.parts) {
        if (part.headingKey) yield [part.headingKey, part.heading];
        yield [part.textKey, part.text];
    }
    if (report.signature) yield [report.signature.dateKey, report.signature.date];
    for (const [key, cell] of Object.entries(report.cells)) yield [key, cell.value];
}

function labelOf(key) {
    const input = fields.inputs.get(key);
    const cell = input?.getAttribute("aria-label");
    if (cell) return cell;
    const own = input?.labels?.[0]?.textContent.replace(/（.*$/, "");
    const part = input?.closest(".part")?.dataset.heading;
    return own && part && part !== "基本情况" ? `${part}：${own}` : own ?? key;
}

/** What is told of the file as it is elsewhere: the last of it. */
let elsewhere = null;

function tellElsewhere(kind, words) {
    elsewhere?.remove();
    elsewhere = news(newsPlace, kind, words);
}

/** Another program may save the file. */
async function look() {
    if (document.visibilityState === "visible" && saver.isIdle && file) {
        try {
            const { digest } = await ask("state", { file });
            if (["gone", "missing"].includes(by("state").dataset.state)) {
                elsewhere?.remove();
                state("saved");
            }
            if (digest !== saver.digest && saver.isIdle) {
                const before = new Map(known);
                const view = await ask("report", { file, have: pages.have });
                // What is typed in this very moment is saved first, and meets what is there then.
                if (saver.isIdle) {
                    show(view, true);
                    history.drop([...known].filter(([key, value]) => before.get(key) !== value).map(([key]) => key));
                    tools();
                    tellElsewhere("note", "这个文件在别处改过了，这里已换成新的内容。");
                }
            }
        } catch (error) {
            if (error instanceof Gone) state("gone", error.message);
            else if (by("state").dataset.state !== "missing") {
                state("missing");
                tellElsewhere("bad", error.message);
            }
        }
    }
    setTimeout(look, LOOK);
}

function tab(name) {
    document.querySelector(".desk").dataset.tab = name;
    for (const button of document.querySelectorAll("#tabs button")) {
        button.setAttribute("aria-selected", String(button.id === `tab-${name}`));
    }
    if (name === "form") fields.fit();
}

addEventListener("resize", () => fields.fit());
by("undo").addEventListener("click", undo);
by("redo").addEventListener("click", redo);
by("copy").addEventListener("click", () => copy().catch((error) => tell(newsPlace, error)));
for (const name of ["form", "pages", "findings"]) by(`tab-${name}`).addEventListener("click", () => tab(name));
addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) undo();
    else if (key === "y" || key === "z") redo();
    else if (key === "s") saver.flush();
    else return;
    event.preventDefault();
});
addEventListener("focusout", () => history.part());
by("mend").addEventListener("click", () => mend().catch((error) => tell(newsPlace, error)));
by("make").addEventListener("click", () => done(() => make(newsPlace, [file])));
for (const button of by("get").querySelectorAll("button")) {
    button.addEventListener("click", () => {
        by("get").open = false;
        done(() => get(newsPlace, file, button.dataset.format));
    });
}
addEventListener("click", (event) => {
    if (!by("get").contains(event.target)) by("get").open = false;
});
addEventListener("keydown", (event) => {
    if (event.key === "Escape") by("get").open = false;
});

/** What is made is made of what stands in the file. */
async function done(work) {
    try {
        await saver.settled();
        const [wrong] = fields.refused;
        if (wrong) {
            news(newsPlace, "bad", "没有做：红框里填的还没有存，改好再做。");
            return go(wrong);
        }
        await work();
        by("form").scrollTop = 0;
    } catch (error) {
        tell(newsPlace, error);
        by("form").scrollTop = 0;
    }
}

async function start() {
    try {
        let view = await ask("report", { file });
        if (!view.digest) {
            // It was a file of another kind, and has been read into a YAML beside it.
            file = saver.file = view.file;
            window.history.replaceState(null, "", `report?file=${encodeURIComponent(file)}`);
            if (view.tally) {
                const words = `已读成 ${view.file}（${view.tally}）。原来的文件没有动。`;
                news(newsPlace, view.isWhole ? "good" : "note", words, view.findings);
            } else news(newsPlace, "note", `这个文件读入过，打开的是读成的 ${view.file}。`);
            view = await ask("report", { file });
        } else if (view.doubts) {
            news(newsPlace, "note", "读入时有这些地方要看一看：", view.doubts);
        }
        document.body.dataset.file = file;
        show(view);
        state("saved");
        look();
    } catch (error) {
        by("title").textContent = file;
        by("state").textContent = "";
        tell(newsPlace, error);
    }
}

start();
