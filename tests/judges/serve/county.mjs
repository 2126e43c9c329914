// A county's day: who is missing, files dropped in, one corrected, all summed up and sent back.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { EXAMPLES, fill, hold, home, isFirefox, isSaved, look, newsOf, pictures, run, serve, tabOn } from "./desk.mjs";

const files = (folder, ending) => readdirSync(folder).filter((name) => name.endsWith(ending));

/** Twelve units: some are there, five formats are dropped in, one is corrected, all is summed up. */
export async function county() {
    const folder = join(home, "县");
    const given = join(home, "收");
    for (const place of [folder, given]) mkdirSync(place);
    const names = ["龙泉街道", "六街街道", "绿汁镇", "浦贝彝族乡", "十街彝族乡", "小街乡", "甲乡", "乙乡", "丙镇", "丁乡", "戊镇", "己乡"];
    writeFileSync(join(folder, "county.yaml"), `县名: 易门县\n年度: 2022\n成文日期: 2023-01-20\n单位:\n${names.map((name) => `  - ${name}\n`).join("")}`);
    for (const name of names.slice(1, 6)) cpSync(join(EXAMPLES, `${name}.yaml`), join(folder, `${name}.yaml`));
    for (const name of names.slice(6, 8)) run("new", name, "--year", "2022", "-o", join(folder, `${name}.yaml`));
    for (const name of names.slice(8)) run("new", name, "--year", "2022", "-o", join(given, `${name}.yaml`));
    run("render", "-f", "docx", "--name", "{文件名}", "-o", given, join(given, "丁乡.yaml"));
    run("render", "-f", "html", "--name", "{文件名}", "-o", given, join(given, "戊镇.yaml"));
    run("render", "-f", "pdf", "--name", "{文件名}", "-o", given, join(given, "丙镇.yaml"));
    run("form", "己乡", "--year", "2022", "-o", given);
    const { program, address } = await serve(folder);
    const page = await tabOn(address);
    await page.waitForSelector(".units tbody tr");
    const chips = await page.$eval("#tally", (tally) => tally.textContent);
    hold("who is missing is told", chips.includes("应报12") && chips.includes("缺5"), chips);
    const [book] = files(given, ".xlsx");
    await drop(page, [join(given, "丁乡.docx"), join(given, "戊镇.html"), join(given, book), join(given, "丙镇.pdf"), resolve(EXAMPLES, "龙泉街道.yaml")]);
    await page.waitForFunction(() => document.querySelectorAll(".units tbody tr").length === 12, { timeout: 60_000 });
    hold("five formats are read in", readdirSync(folder).filter((name) => name.endsWith(".yaml")).length === 13);
    const chosen = await page.$$eval("#news .item a", (links) => links.length);
    hold("each says what it was read into", chosen >= 5, String(chosen));
    await page.click("#news .away");
    await look(page, "county");
    await correct(page, address, folder);
    await page.click("#sum");
    await page.waitForFunction(() => [...document.querySelectorAll("#news .item")].some((item) => /已汇总|没有做成/.test(item.textContent)), { timeout: 60_000 });
    const said = await newsOf(page);
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

/** Files from the desktop, let go over the page. */
async function drop(page, files) {
    // Only Chromium can be handed what is dragged from elsewhere.
    if (isFirefox) return (await page.$("#files")).uploadFile(...files);
    const session = await page.createCDPSession();
    const data = { items: [], files, dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"]) {
        await session.send("Input.dispatchDragEvent", { type, x: 500, y: 400, data });
        if (type === "dragOver" && pictures) await page.screenshot({ path: join(pictures, "serve-drop.png") });
    }
    await session.detach();
}

/** A unit with an error is opened, and what is wrong is mended from its finding. */
async function correct(page, address, folder) {
    const yaml = join(folder, "六街街道.yaml");
    const before = readFileSync(yaml, "utf8");
    writeFileSync(yaml, before.replace(/本年新收: \[\d+/, "本年新收: [77"));
    await page.waitForSelector('tr[data-file="六街街道.yaml"] .chip.faulty', { timeout: 60_000 });
    hold("a unit whose numbers do not add up is shown as such", true);
    await page.click('tr[data-file="六街街道.yaml"] a');
    await page.waitForSelector("#found button b.error", { timeout: 60_000 });
    await page.click("#found button");
    const name = await page.evaluate(() => document.activeElement.dataset.key ?? "");
    const number = before.match(/本年新收: \[(\d+)/)[1];
    await fill(page, name, number);
    await isSaved(page);
    hold("corrected from its finding, the file is as it was", readFileSync(yaml, "utf8") === before, name);
    await page.click(".back");
    await page.waitForSelector('tr[data-file="六街街道.yaml"] .chip.ready', { timeout: 60_000 });
}
