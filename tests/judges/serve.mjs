// Fills reports as a clerk does, in Chromium, with keyboard and mouse alone; compares what comes of it with what
// `render` writes, asks axe-core about every page, measures how soon pages are drawn anew, and takes pictures.
// usage: node serve.mjs MODULES CHROMIUM NIANBAO FOLDER [PICTURES]; the folder is empty, and is left as it is then.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const [modules, chromium, nianbao, home, pictures] = process.argv.slice(2);
const require = createRequire(resolve(modules) + "/");
const axe = require("axe-core");
const puppeteer = require("puppeteer-core");
const EXAMPLES = "examples/yimen";
const WIDTHS = [[1366, 768], [1920, 1080], [390, 844]];
const failures = [];

function hold(what, isSo, more = "") {
    if (!isSo) failures.push(`${what} ${more}`);
    console.log(`${isSo ? "ok  " : "FAIL"} ${what} ${isSo ? "" : more}`);
}

const run = (...args) => execFileSync(nianbao, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

async function serve(folder) {
    const program = spawn(nianbao, ["serve", folder, "--no-open"], { stdio: ["ignore", "pipe", "ignore"] });
    process.on("exit", () => program.kill());
    const [address] = await new Promise((done) => createInterface(program.stdout).once("line", (...line) => done(line)));
    return { program, address };
}

const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });

async function tabOn(address) {
    const page = await browser.newPage();
    await page.setViewport({ width: 1366, height: 768 });
    page.on("pageerror", (error) => failures.push(`script: ${error.message}`));
    page.on("console", (said) => {
        if (said.type() === "error" && !/status of 4(09|22)/.test(said.text())) failures.push(`console: ${said.text()}`);
    });
    await page.goto(address);
    return page;
}

const key = (name) => `[data-key="${name}"]`;
const isSaved = (page) => page.waitForFunction(() => document.getElementById("state").dataset.state === "saved", { timeout: 60_000 });

/** Goes to a field with the mouse and types over what is there. */
async function fill(page, name, text) {
    await page.$eval(key(name), (input) => input.scrollIntoView({ block: "center" }));
    await page.click(key(name), { count: 1 });
    await page.keyboard.down("Control");
    await page.keyboard.press("a");
    await page.keyboard.up("Control");
    await page.keyboard.press("Delete");
    const lines = text.split("\n");
    for (const [at, line] of lines.entries()) {
        if (at > 0) await page.keyboard.press("Enter");
        await page.keyboard.sendCharacter(line);
    }
}

async function look(page, name, widths = WIDTHS) {
    for (const scheme of ["light", "dark"]) {
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        for (const [width, height] of widths) {
            await page.setViewport({ width, height });
            await new Promise((done) => setTimeout(done, 200));
            await page.evaluate(axe.source);
            const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
            const told = violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)} (${nodes.length})`);
            hold(`axe: ${name}, ${width} ${scheme}`, violations.length === 0, told.join("; "));
            const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
            hold(`no sideways scrolling: ${name}, ${width}`, !isWide);
            if (pictures && scheme === "light") await page.screenshot({ path: join(pictures, `serve-${name}-${width}.png`) });
            if (pictures && scheme === "dark" && width === 1366) await page.screenshot({ path: join(pictures, `serve-${name}-dark.png`) });
        }
    }
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
    await page.setViewport({ width: 1366, height: 768 });
}

const files = (folder, ending) => readdirSync(folder).filter((name) => name.endsWith(ending));

/** From an empty folder to the files of the example, typed in field by field. */
async function fromNothing() {
    const folder = join(home, "空");
    mkdirSync(folder);
    const example = join(EXAMPLES, "龙泉街道.yaml");
    const { program, address } = await serve(folder);
    const page = await tabOn(address);
    await page.waitForSelector(".welcome button");
    await look(page, "empty");
    await page.click(".welcome button");
    await page.keyboard.type("龙泉街道");
    await page.keyboard.press("Tab");
    await page.keyboard.down("Control");
    await page.keyboard.press("a");
    await page.keyboard.up("Control");
    await page.keyboard.type("2022");
    if (pictures) await page.screenshot({ path: join(pictures, "serve-begin.png") });
    await page.keyboard.press("Enter");
    await page.waitForSelector("#pages svg", { timeout: 60_000 });
    await isSaved(page);
    await typeExample(page);
    await isSaved(page);
    await look(page, "report");
    await page.click("#make");
    await page.waitForSelector("#news .item", { timeout: 60_000 });
    const told = await page.$eval("#news .item", (item) => item.textContent);
    hold("files are made", told.includes("已生成"), told);
    await downloads(page, folder);
    compare(folder, example);
    await reload(page);
    await outside(page, join(folder, "龙泉街道.yaml"));
    await keyboardOnly(page);
    program.kill("SIGINT");
    await page.close();
}

/** Puts in what the example says: texts by mouse and keyboard, numbers by keyboard alone. */
async function typeExample(page) {
    const sample = join(home, "例");
    mkdirSync(sample);
    for (const name of ["龙泉街道.yaml", "county.yaml"]) cpSync(join(EXAMPLES, name), join(sample, name));
    const other = await serve(sample);
    const tab = await tabOn(`${other.address}report?file=${encodeURIComponent("龙泉街道.yaml")}`);
    await tab.waitForSelector("#pages svg", { timeout: 60_000 });
    const values = await tab.evaluate(() => [...document.querySelectorAll("[data-key]")]
        .filter((input) => input.matches("input, textarea"))
        .map((input) => ({ key: input.dataset.key, value: input.type === "checkbox" ? String(input.checked) : input.value, kind: input.type, isRead: input.readOnly, isCell: input.closest("td") !== null })));
    await tab.close();
    other.program.kill("SIGINT");
    const texts = values.filter((one) => !one.isCell && one.kind !== "date" && one.kind !== "checkbox");
    for (const { key: name, value } of texts) {
        const there = await page.$eval(key(name), (input) => input.value);
        if (there !== value) await fill(page, name, value);
    }
    for (const { key: name, value } of values.filter((one) => one.kind === "date")) {
        await page.$eval(key(name), (input) => input.scrollIntoView({ block: "center" }));
        await page.focus(key(name));
        const [year, month, day] = value.split("-");
        await page.keyboard.type(`${month}${day}${year}`);
        const shown = await page.$eval(key(name), (input) => input.value);
        hold("a date is typed", shown === value, `${shown} for ${value}`);
    }
    const cells = values.filter((one) => one.isCell && !one.isRead);
    await page.focus(key(cells[0].key));
    for (const { key: name, value } of cells) {
        const at = await page.evaluate(() => document.activeElement.dataset.key);
        if (at !== name) await page.focus(key(name));
        const there = await page.$eval(key(name), (input) => input.value);
        if (there !== value) {
            if (value === "") await page.keyboard.press("Delete");
            else await page.keyboard.type(value);
        }
        await page.keyboard.press("Tab");
    }
}

async function downloads(page, folder) {
    const kept = join(home, "下载");
    mkdirSync(kept);
    const session = await browser.target().createCDPSession();
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: kept });
    for (const format of ["docx", "pdf", "ofd", "html"]) {
        await page.click("#get summary");
        await page.click(`#get [data-format="${format}"]`);
        for (let tries = 0; tries < 200 && files(kept, `.${format}`).length === 0; tries += 1) await new Promise((done) => setTimeout(done, 50));
    }
    for (const name of files(folder, ".docx").concat(files(folder, ".pdf"))) {
        const isSame = existsSync(join(kept, name)) && readFileSync(join(kept, name)).equals(readFileSync(join(folder, name)));
        hold(`downloaded as it is in the folder: ${name}`, isSame);
    }
}

/** The files are those that `render` writes of the same YAML, and of the example itself. */
function compare(folder, example) {
    for (const [what, yaml] of [["its YAML", join(folder, "龙泉街道.yaml")], ["the example", example]]) {
        const out = join(home, `render ${what}`);
        run("render", "-f", "docx,pdf,ofd,html", "-o", out, yaml);
        for (const format of ["docx", "pdf", "ofd", "html"]) {
            const [name] = files(out, `.${format}`);
            const kept = join(home, "下载", name);
            const isSame = existsSync(kept) && readFileSync(kept).equals(readFileSync(join(out, name)));
            hold(`${format.toUpperCase()} is that of render of ${what}, byte for byte`, isSame);
        }
    }
}

/** What was typed last is there after a reload. */
async function reload(page) {
    const name = key("其他需要报告的事项");
    await page.$eval(name, (input) => input.scrollIntoView({ block: "center" }));
    await page.click(name);
    await page.keyboard.press("End");
    await page.keyboard.sendCharacter("刚写的字。");
    await page.reload();
    await page.waitForSelector("#pages svg", { timeout: 60_000 });
    await page.waitForFunction((name) => document.querySelector(name).value.includes("刚写的字"), { timeout: 5000 }, name).catch(() => {});
    const text = await page.$eval(name, (input) => input.value);
    hold("nothing is lost on reload", text.includes("刚写的字。"), text);
}

/** Another program saves the file while somebody types: both stay, or the person says which. */
async function outside(page, yaml) {
    const type = async (name, words) => {
        await page.$eval(key(name), (input) => input.scrollIntoView({ block: "center" }));
        await page.click(key(name));
        await page.keyboard.press("End");
        return () => page.keyboard.sendCharacter(words);
    };
    let typed = await type("其他需要报告的事项", "两边都在。");
    writeFileSync(yaml, `${readFileSync(yaml, "utf8")}# 别处写的\n`);
    await typed();
    await page.waitForFunction(() => document.querySelector("#news .note"), { timeout: 20_000 });
    await isSaved(page);
    let text = readFileSync(yaml, "utf8");
    hold("what was saved elsewhere and what was typed are both there", text.includes("# 别处写的") && text.includes("两边都在。"));
    typed = await type("简称", "甲");
    const before = await page.$eval(key("简称"), (input) => input.value);
    writeFileSync(yaml, readFileSync(yaml, "utf8").replace(/^简称: .*$/m, "简称: 别处的简称"));
    await typed();
    await page.waitForSelector("#changed[open]", { timeout: 20_000 });
    hold("nothing is overwritten before the person says so", readFileSync(yaml, "utf8").includes("简称: 别处的简称"));
    if (pictures) await page.screenshot({ path: join(pictures, "serve-changed.png") });
    await page.click("#mine");
    await isSaved(page);
    text = readFileSync(yaml, "utf8");
    hold("mine is kept when I say so", text.includes(`简称: ${before}甲`), text.match(/^简称: .*$/m)?.[0]);
    await page.keyboard.press("Backspace");
    await isSaved(page);
}

/** Grid keys, a pasted block, undo, finding to field, page to field. */
async function keyboardOnly(page) {
    const cell = "requests.new.natural";
    await page.focus(key(cell));
    await page.keyboard.press("Enter");
    const below = await page.evaluate(() => document.activeElement.dataset.key);
    hold("Enter goes down", below !== cell && below.startsWith("requests."), below);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowRight");
    const right = await page.evaluate(() => document.activeElement.dataset.key);
    hold("arrows move", right.startsWith("requests.new.") && right !== cell, right);
    await page.focus(key(cell));
    await page.evaluate(() => {
        const data = new DataTransfer();
        data.setData("text/plain", "一、本年新收政府信息公开申请数量\t8\t1\t0\t0\t0\t0\t9\r\n二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\r\n");
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    const row = await page.evaluate(() => ["new.natural", "new.company", "new.total", "carried_in.natural", "carried_in.total"]
        .map((name) => document.querySelector(`[data-key="requests.${name}"]`)?.value));
    hold("a pasted block spreads, totals are computed", row[0] === "8" && row[2] === "9" && row[3] === "1" && row[4] === "1", JSON.stringify(row));
    await isSaved(page);
    await page.waitForSelector("#found button", { timeout: 60_000 });
    await page.click("#found button");
    const led = await page.evaluate(() => document.activeElement.dataset.key ?? "");
    hold("a finding leads to its field", led.startsWith("requests."), led);
    if (pictures) await page.screenshot({ path: join(pictures, "serve-finding.png") });
    await page.keyboard.down("Control");
    await page.keyboard.press("z");
    await page.keyboard.up("Control");
    await isSaved(page);
    const back = await page.$eval(key(cell), (input) => input.value);
    hold("the paste is taken back in one step", back === "3", back);
    await page.$eval('#pages [data-key="总体情况"]', (piece) => piece.scrollIntoView({ block: "center" }));
    await page.click('#pages [data-key="总体情况"]');
    const field = await page.evaluate(() => document.activeElement.dataset.key);
    hold("the page leads to its field", field === "总体情况", field);
    await redraws(page);
}

async function redraws(page) {
    await page.evaluate(() => { globalThis.nianbaoRedraws.length = 0; });
    await page.focus(key("总体情况"));
    await page.keyboard.press("End");
    for (let count = 0; count < 40; count += 1) {
        await page.keyboard.sendCharacter("字");
        await new Promise((done) => setTimeout(done, 150));
        await isSaved(page);
    }
    await new Promise((done) => setTimeout(done, 500));
    const times = (await page.evaluate(() => globalThis.nianbaoRedraws)).sort((a, b) => a - b);
    const p95 = times[Math.floor(times.length * 0.95)] ?? Infinity;
    console.log(`     redraw after a key: ${times.length} times, median ${Math.round(times[times.length >> 1])} ms, p95 ${Math.round(p95)} ms`);
    // A shared machine may be slow: time is held to a bound only where one is asked for.
    const limit = Number(process.env.NIANBAO_REDRAW_MS ?? Infinity);
    hold(`redraw p95 within ${limit} ms`, p95 <= limit, `${Math.round(p95)} ms`);
}

/** Twelve units: some are there, four formats are dropped in, one is mended, all is summed up. */
async function county() {
    const folder = join(home, "县");
    const given = join(home, "收");
    for (const place of [folder, given]) mkdirSync(place);
    const names = ["龙泉街道", "六街街道", "绿汁镇", "浦贝彝族乡", "十街彝族乡", "小街乡", "甲乡", "乙乡", "丙镇", "丁乡", "戊镇", "己乡"];
    writeFileSync(join(folder, "county.yaml"), `县名: 易门县\n年度: 2022\n成文日期: 2023-01-20\n单位:\n${names.map((name) => `  - ${name}\n`).join("")}`);
    for (const name of names.slice(1, 6)) cpSync(join(EXAMPLES, `${name}.yaml`), join(folder, `${name}.yaml`));
    for (const name of names.slice(6, 9)) run("new", name, "--year", "2022", "-o", join(folder, `${name}.yaml`));
    for (const name of names.slice(9)) run("new", name, "--year", "2022", "-o", join(given, `${name}.yaml`));
    run("render", "-f", "docx", "--name", "{文件名}", "-o", given, join(given, "丁乡.yaml"));
    run("render", "-f", "html", "--name", "{文件名}", "-o", given, join(given, "戊镇.yaml"));
    run("form", "己乡", "--year", "2022", "-o", given);
    const { program, address } = await serve(folder);
    const page = await tabOn(address);
    await page.waitForSelector(".units tbody tr");
    const chips = await page.$eval("#tally", (tally) => tally.textContent);
    hold("who is missing is told", chips.includes("应报12") && chips.includes("缺4"), chips);
    const chosen = await page.$("#files");
    const [book] = files(given, ".xlsx");
    const dropped = [join(given, "丁乡.docx"), join(given, "戊镇.html"), join(given, book), join(EXAMPLES, "龙泉街道.yaml")];
    await chosen.uploadFile(...dropped);
    await page.waitForFunction(() => document.querySelectorAll(".units tbody tr").length === 12, { timeout: 60_000 });
    hold("four formats are read in", readdirSync(folder).filter((name) => name.endsWith(".yaml")).length === 13);
    await look(page, "county");
    await page.click("#sum");
    await page.waitForFunction(() => [...document.querySelectorAll("#news .item")].some((item) => /已汇总|没有做成/.test(item.textContent)), { timeout: 60_000 });
    const said = await page.$$eval("#news .item", (items) => items.map((item) => item.textContent).join("\n"));
    hold("all is summed up", said.includes("12 个单位已汇总"), said.slice(0, 600));
    await page.click("#review");
    await page.waitForFunction(() => [...document.querySelectorAll("#news .item")].some((item) => item.textContent.includes("审核表在文件夹")), { timeout: 60_000 });
    hold("a list of problems for each unit", existsSync(join(folder, "审核", "index.html")));
    await page.click("#all");
    await page.waitForFunction(() => [...document.querySelectorAll("#news .item")].some((item) => item.textContent.includes("已生成")), { timeout: 120_000 });
    const sum = readdirSync(join(folder, "汇总"));
    hold("the county's report and tables are there", sum.length === 3, sum.join());
    program.kill("SIGINT");
    await page.close();
}

try {
    await fromNothing();
    await county();
} finally {
    await browser.close();
}
console.log(failures.length === 0 ? "all holds" : `${failures.length} fail:\n${failures.join("\n")}`);
process.exit(failures.length === 0 ? 0 : 1);
