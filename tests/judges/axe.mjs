// Prints what axe-core objects to in web pages, in Chromium, as wide as a screen and as a telephone, bright and
// dark; each line begins with the page. usage: node axe.mjs MODULES CHROMIUM PAGE...
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const LOOKS = [[1280, "light"], [360, "light"], [1280, "dark"]];
const [modules, chromium, ...pages] = process.argv.slice(2);
const require = createRequire(modules + "/");
const axe = require("axe-core");
const puppeteer = require("puppeteer-core");
if (pages.length === 0) {
    console.log(axe.version);
    process.exit();
}
// Generated reports have no element that the examples lack, so these are looked at once.
const looks = (path) => (/\/\d+\.html$/.test(path) ? LOOKS.slice(0, 1) : LOOKS);
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
try {
    const page = await browser.newPage();
    // The pages allow no script, their own least of all.
    await page.setBypassCSP(true);
    for (const path of pages) {
        for (const [width, scheme] of looks(path)) {
            await page.setViewport({ width, height: 900 });
            await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
            await page.goto(pathToFileURL(path).href);
            await page.evaluate(axe.source);
            const found = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations", "incomplete"] }));
            for (const { id, help, nodes } of found.violations) {
                console.log(`${path}: ${width} ${scheme}: ${id}: ${help}: ${nodes[0].html.slice(0, 90)}`);
            }
        }
    }
} finally {
    await browser.close();
}
