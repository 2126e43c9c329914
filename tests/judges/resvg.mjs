// Draws SVGs with resvg at 600 dots to the inch and reduces them to 100 by averages: for each file its width and
// height (two 32-bit numbers) and its grey pixels, to standard output. usage: node resvg.mjs MODULES SVG...
import { createRequire } from "node:module";
import { readFileSync, writeSync } from "node:fs";

const TIMES = 6;
const [modules, ...files] = process.argv.slice(2);
const require = createRequire(modules + "/");
if (files.length === 0) {
    console.log(require("@resvg/resvg-js/package.json").version);
    process.exit();
}
const { Resvg } = require("@resvg/resvg-js");

function reduced({ width, height, pixels }) {
    const [columns, rows] = [Math.floor(width / TIMES), Math.floor(height / TIMES)];
    const sums = new Uint32Array(columns * rows);
    for (let y = 0; y < rows * TIMES; y++) {
        const row = Math.floor(y / TIMES) * columns;
        for (let x = 0; x < columns * TIMES; x++) {
            const at = (y * width + x) * 4;
            sums[row + Math.floor(x / TIMES)] += pixels[at] + pixels[at + 1] + pixels[at + 2];
        }
    }
    const out = Buffer.alloc(8 + sums.length);
    out.writeUInt32LE(columns, 0);
    out.writeUInt32LE(rows, 4);
    sums.forEach((sum, i) => { out[8 + i] = Math.round(sum / (3 * TIMES * TIMES)); });
    return out;
}

function put(bytes) {
    for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at);
}

for (const file of files) {
    const drawn = new Resvg(readFileSync(file), { fitTo: { mode: "zoom", value: TIMES * 100 / 96 }, background: "white" }).render();
    put(reduced({ width: drawn.width, height: drawn.height, pixels: drawn.pixels }));
}
