// A report from an empty folder to its files, with mouse and keyboard, as a clerk fills it in.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { browser, chord, EXAMPLES, fill, hold, home, isFirefox, isSaved, key, look, openReport, paste, pause, pictures, run, say, serve, tabOn } from "./desk.mjs";

const files = (folder, ending) => readdirSync(folder).filter((name) => name.endsWith(ending));

/** From an empty folder to the files of the example, typed in field by field. */
export async function fromNothing(values) {
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
    await chord(page, "a");
    await page.keyboard.type("2022");
    if (pictures) await page.screenshot({ path: join(pictures, "serve-begin.png") });
    await page.keyboard.press("Enter");
    await page.waitForSelector("#pages svg", { timeout: 60_000 });
    await isSaved(page);
    await typeExample(page, values);
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
    await hands(page);
    program.kill("SIGINT");
    await page.close();
}

/** What the example has in its fields: key, value, kind. */
export async function exampleValues() {
    const sample = join(home, "例");
    mkdirSync(sample);
    for (const name of ["龙泉街道.yaml", "county.yaml"]) cpSync(join(EXAMPLES, name), join(sample, name));
    const { program, address } = await serve(sample);
    const page = await openReport(address, "龙泉街道.yaml");
    const values = await page.evaluate(() => [...document.querySelectorAll("[data-key]")]
        .filter((input) => input.matches("input, textarea"))
        .map((input) => ({ key: input.dataset.key, value: input.type === "checkbox" ? String(input.checked) : input.value, kind: input.type, isRead: input.readOnly, isCell: input.closest("td") !== null })));
    await page.close();
    program.kill("SIGINT");
    return values;
}

/** Puts in what the example says: texts by mouse and keyboard, numbers by keyboard alone. */
async function typeExample(page, values) {
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
    // Only Chromium says where its downloads go.
    if (isFirefox) return;
    const kept = join(home, "下载");
    mkdirSync(kept);
    const session = await browser.target().createCDPSession();
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: kept });
    for (const format of ["docx", "pdf", "ofd", "html"]) {
        await page.click("#get summary");
        await page.click(`#get [data-format="${format}"]`);
        for (let tries = 0; tries < 200 && files(kept, `.${format}`).length === 0; tries += 1) await pause(50);
    }
    for (const name of files(folder, ".docx").concat(files(folder, ".pdf"))) {
        const isSame = existsSync(join(kept, name)) && readFileSync(join(kept, name)).equals(readFileSync(join(folder, name)));
        hold(`downloaded as it is in the folder: ${name}`, isSame);
    }
}

/** The files are those that `render` writes of the same YAML, and of the example itself. */
function compare(folder, example) {
    const shown = isFirefox ? folder : join(home, "下载");
    const formats = isFirefox ? ["docx", "pdf"] : ["docx", "pdf", "ofd", "html"];
    for (const [what, yaml] of [["its YAML", join(folder, "龙泉街道.yaml")], ["the example", example]]) {
        const out = join(home, `render ${what}`);
        run("render", "-f", formats.join(), "-o", out, yaml);
        for (const format of formats) {
            const [name] = files(out, `.${format}`);
            const kept = join(shown, name);
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
    await say(page, "刚写的字。");
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
        return () => say(page, words);
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

/** Keys of the grid, a pasted block, undo, finding to field, page to field. */
async function hands(page) {
    const cell = "requests.new.natural";
    await page.focus(key(cell));
    await page.keyboard.press("Enter");
    const below = await page.evaluate(() => document.activeElement.dataset.key);
    hold("Enter goes down", below !== cell && below.startsWith("requests."), below);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowRight");
    const right = await page.evaluate(() => document.activeElement.dataset.key);
    hold("arrows move", right.startsWith("requests.new.") && right !== cell, right);
    await paste(page, cell, "一、本年新收政府信息公开申请数量\t8\t1\t0\t0\t0\t0\t9\r\n二、上年结转政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\r\n");
    const row = await page.evaluate(() => ["new.natural", "new.company", "new.total", "carried_in.natural", "carried_in.total"]
        .map((name) => document.querySelector(`[data-key="requests.${name}"]`)?.value));
    hold("a pasted block spreads, totals are computed", row[0] === "8" && row[2] === "9" && row[3] === "1" && row[4] === "1", JSON.stringify(row));
    await isSaved(page);
    await page.waitForSelector("#found button", { timeout: 60_000 });
    await page.click("#found button");
    const led = await page.evaluate(() => document.activeElement.dataset.key ?? "");
    hold("a finding leads to its field", led.startsWith("requests."), led);
    if (pictures) await page.screenshot({ path: join(pictures, "serve-finding.png") });
    await chord(page, "z");
    await isSaved(page);
    const back = await page.$eval(key(cell), (input) => input.value);
    hold("the paste is taken back in one step", back === "3", back);
    await page.$eval('#pages [data-key="总体情况"]', (piece) => piece.scrollIntoView({ block: "center" }));
    await page.click('#pages [data-key="总体情况"]');
    const field = await page.evaluate(() => document.activeElement.dataset.key);
    hold("the page leads to its field", field === "总体情况", field);
}
