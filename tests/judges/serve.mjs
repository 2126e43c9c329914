// Fills reports as a clerk does, in a browser, with keyboard and mouse alone; compares what comes of it with what
// `render` writes, asks axe-core about every page, lets things go wrong, measures how soon pages are drawn anew, and
// takes pictures. Each part stands in serve/.
// usage: node serve.mjs MODULES BROWSER NIANBAO FOLDER [PICTURES]; the folder is empty, and is left as it is then.
import { exampleValues, fromNothing } from "./serve/clerk.mjs";
import { county } from "./serve/county.mjs";
import { browser, failures } from "./serve/desk.mjs";
import { faults } from "./serve/faults.mjs";
import { byKeyboard } from "./serve/keyboard.mjs";
import { timing } from "./serve/timing.mjs";

const PARTS = {
    clerk: async (values) => fromNothing(values),
    keyboard: async (values) => byKeyboard(Object.fromEntries(values.filter((one) => !one.isRead).map((one) => [one.key, one.value]))),
    county, faults, timing,
};

try {
    const values = await exampleValues();
    // For one part alone: NIANBAO_SERVE_PARTS=faults.
    const wanted = process.env.NIANBAO_SERVE_PARTS?.split(",") ?? Object.keys(PARTS);
    for (const name of wanted) {
        const begin = performance.now();
        await PARTS[name](values);
        console.log(`     ${name}: ${Math.round((performance.now() - begin) / 1000)} s`);
    }
} finally {
    await browser.close();
}
console.log(failures.length === 0 ? "all holds" : `${failures.length} fail:\n${failures.join("\n")}`);
process.exit(failures.length === 0 ? 0 : 1);
