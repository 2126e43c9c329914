// The whole example from an empty folder with the keyboard alone: no click, no focus that a script sets.
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { EXAMPLES, hold, home, isSaved, pause, run, serve, tabOn, typeOver } from "./desk.mjs";

const active = (page) => page.evaluate(() => {
    const at = document.activeElement;
    return { id: at.id, key: at.dataset.key ?? "", tag: at.tagName, type: at.type ?? "", value: at.value ?? "", isOn: at.checked ?? false, words: at.textContent.slice(0, 20) };
});

/** Tabs on until something has the focus. */
async function tabTo(page, isIt, most = 400) {
    for (let tries = 0; tries < most; tries += 1) {
        await page.keyboard.press("Tab");
        const at = await active(page);
        if (isIt(at)) return at;
    }
    throw new Error("nothing of the kind is reached by Tab");
}

/** `values`: what the example has in its fields, by key. */
export async function byKeyboard(values) {
    const folder = join(home, "键盘");
    mkdirSync(folder);
    const { program, address } = await serve(folder);
    const page = await tabOn(address);
    await page.waitForSelector(".welcome button");
    await tabTo(page, ({ words }) => words.startsWith("新建第一份"));
    await page.keyboard.press("Enter");
    await typeOver(page, "龙泉街道");
    await page.keyboard.press("Tab");
    await typeOver(page, "2022");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#pages svg", { timeout: 60_000 });
    const seen = await through(page, values);
    const missed = Object.keys(values).filter((name) => !seen.has(name));
    hold("Tab reaches every field of the form", missed.length === 0, missed.join());
    await isSaved(page);
    await page.reload();
    await page.waitForSelector("#pages svg", { timeout: 60_000 });
    await tabTo(page, ({ id }) => id === "make");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#news .item", { timeout: 60_000 });
    const told = await page.$eval("#news .item", (item) => item.textContent);
    hold("by keyboard alone: files are made", told.includes("已生成"), told);
    const out = join(home, "render 键盘");
    run("render", "-f", "docx,pdf", "-o", out, join(EXAMPLES, "龙泉街道.yaml"));
    for (const name of readdirSync(out)) {
        const isSame = readdirSync(folder).includes(name) && readFileSync(join(folder, name)).equals(readFileSync(join(out, name)));
        hold(`by keyboard alone: ${name} is that of render, byte for byte`, isSame);
    }
    program.kill("SIGINT");
    await page.close();
}

/** Goes from the first field to the last, and types what is not there yet. */
async function through(page, values) {
    const seen = new Set();
    for (let tries = 0; tries < 600; tries += 1) {
        await page.keyboard.press("Tab");
        const at = await active(page);
        // Behind the last field come the pages.
        if (at.id === "pages") break;
        if (!at.key || seen.has(at.key)) continue;
        seen.add(at.key);
        const value = values[at.key];
        if (value === undefined) continue;
        if (at.type === "checkbox") {
            if (String(at.isOn) !== value) await page.keyboard.press("Space");
        } else if (at.type === "date") {
            const [year, month, day] = value.split("-");
            await page.keyboard.type(`${month}${day}${year}`);
            await pause(50);
        } else if (at.value !== value) await typeOver(page, value);
    }
    return seen;
}
