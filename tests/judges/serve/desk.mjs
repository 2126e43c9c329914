// A server on a folder, tabs on its pages, and a person's hands: shared by everything that serve.mjs tries.
import { execFileSync, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const [modules, program, nianbao, home, pictures] = process.argv.slice(2);
const require = createRequire(resolve(modules) + "/");
const axe = require("axe-core");
const puppeteer = require("puppeteer-core");
export { home, pictures };
export const EXAMPLES = "examples/yimen";
const WIDTHS = [[1366, 768], [1920, 1080], [390, 844]];
export const isFirefox = /firefox/.test(program);
export const failures = [];

export function hold(what, isSo, more = "") {
    if (!isSo) failures.push(`${what} ${more}`);
    console.log(`${isSo ? "ok  " : "FAIL"} ${what} ${isSo ? "" : more}`);
}

export const run = (...args) => execFileSync(nianbao, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
export const pause = (time) => new Promise((done) => setTimeout(done, time));

export async function serve(folder, ...more) {
    const program = spawn(nianbao, ["serve", folder, "--no-open", ...more], { stdio: ["ignore", "pipe", "ignore"] });
    const stop = () => program.kill();
    process.on("exit", stop);
    program.once("exit", () => process.off("exit", stop));
    const [address] = await new Promise((done) => createInterface(program.stdout).once("line", (...line) => done(line)));
    return { program, address };
}

const flags = ["--no-sandbox", "--disable-gpu"];
export const browser = await puppeteer.launch({ browser: isFirefox ? "firefox" : "chrome", executablePath: program, args: isFirefox ? [] : flags });

/** What a page says while its server is away is no fault of the page. */
const EXPECTED = /status of 4(09|22)|net::ERR_(CONNECTION|SOCKET|EMPTY)|NetworkError/;

export async function tabOn(address) {
    const page = await browser.newPage();
    await page.setViewport({ width: 1366, height: 768 });
    page.on("pageerror", (error) => failures.push(`script: ${error.message}`));
    page.on("console", (said) => {
        if (said.type() === "error" && !EXPECTED.test(said.text())) failures.push(`console: ${said.text()}`);
    });
    page.on("dialog", (dialog) => dialog.accept());
    await page.goto(address);
    return page;
}

/** A report that is open and drawn. */
export async function openReport(address, file) {
    const page = await tabOn(`${address}report?file=${encodeURIComponent(file)}`);
    await page.waitForSelector("#pages svg", { timeout: 60_000 });
    return page;
}

export const key = (name) => `[data-key="${name}"]`;
export const valueOf = (page, name) => page.$eval(key(name), (input) => input.value);
export const isSaved = (page) => page.waitForFunction(() => document.getElementById("state").dataset.state === "saved", { timeout: 60_000 });
export const newsOf = (page) => page.$$eval("#news .item", (items) => items.map((item) => item.textContent).join("\n"));

/** Words as an input method puts them in: at once; Firefox is handed them key by key. */
export const say = (page, words) => (isFirefox ? page.keyboard.type(words) : page.keyboard.sendCharacter(words));

export async function chord(page, name) {
    await page.keyboard.down("Control");
    await page.keyboard.press(name);
    await page.keyboard.up("Control");
}

/** Goes to a field with the mouse and types over what is there. */
export async function fill(page, name, text) {
    await page.$eval(key(name), (input) => input.scrollIntoView({ block: "center" }));
    await page.click(key(name), { count: 1 });
    await typeOver(page, text);
}

/** Types over what stands in the field that has the focus. */
export async function typeOver(page, text) {
    await chord(page, "a");
    await page.keyboard.press("Delete");
    const lines = text.split("\n");
    for (const [at, line] of lines.entries()) {
        if (at > 0) await page.keyboard.press("Enter");
        if (line) await say(page, line);
    }
}

export async function paste(page, name, text) {
    if (isFirefox) return pasteByKeys(page, name, text);
    await page.focus(key(name));
    await page.evaluate((text) => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
}

/** From a box that holds it, by Ctrl+C and Ctrl+V: Firefox takes no event that a script makes. */
async function pasteByKeys(page, name, text) {
    await page.evaluate((text) => {
        const box = document.body.appendChild(document.createElement("textarea"));
        box.id = "clip";
        box.value = text;
        box.focus();
        box.select();
    }, text);
    await chord(page, "c");
    await page.$eval("#clip", (box) => box.remove());
    await page.focus(key(name));
    await chord(page, "v");
}

/** Every width, light and dark: axe-core, no sideways scrolling, pictures. */
export async function look(page, name, widths = WIDTHS) {
    for (const scheme of isFirefox ? ["light"] : ["light", "dark"]) {
        if (!isFirefox) await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        for (const [width, height] of widths) {
            await page.setViewport({ width, height });
            await pause(200);
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
    if (!isFirefox) await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
    await page.setViewport({ width: 1366, height: 768 });
}
