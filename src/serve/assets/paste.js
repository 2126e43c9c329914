// A block copied from Excel, WPS or Word → the cells of a grid that it goes to.

/** The rows of what is on the clipboard; none if it is one thing. */
export function block(clipboard) {
    const html = clipboard.getData("text/html");
    const rows = (html.includes("<t") && fromHtml(html)) || fromText(clipboard.getData("text/plain"));
    const isOne = rows.length === 0 || (rows.length === 1 && rows[0].length === 1);
    return isOne ? null : rows;
}

function fromText(text) {
    const rows = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
    return rows.map((row) => row.split("\t").map((cell) => cell.trim().replace(/^"(.*)"$/s, "$1")));
}

/** The grid of the first table; a merged cell stands in its first place, the others are empty. */
function fromHtml(html) {
    const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
    if (!table) return null;
    const grid = [];
    for (const [r, row] of [...table.rows].entries()) {
        grid[r] ??= [];
        let column = 0;
        for (const cell of row.cells) {
            while (grid[r][column] !== undefined) column += 1;
            for (let y = 0; y < Math.min(cell.rowSpan, 200); y += 1) {
                grid[r + y] ??= [];
                for (let x = 0; x < Math.min(cell.colSpan, 50); x += 1) {
                    grid[r + y][column + x] = y + x === 0 ? cell.textContent.replace(/\s+/g, " ").trim() : "";
                }
            }
        }
    }
    return grid.slice(0, table.rows.length).map((row) => Array.from(row, (cell) => cell ?? ""));
}

const isNumber = (text) => /^[-+－]?[\d０-９][\d０-９,，.．]*$/.test(text) || ["/", "-", "—", "－", ""].includes(text);
const hasDigit = (text) => /[\d０-９]/.test(text) && isNumber(text);

/** Without the labels that came along: columns on the left and rows without any number. */
export function numbersOnly(rows) {
    const filled = rows.filter((row) => row.some(hasDigit));
    if (filled.length === 0) return rows;
    const wordy = filled.map((row) => {
        let last = -1;
        row.forEach((cell, at) => { if (!isNumber(cell)) last = at; });
        return last;
    });
    const cut = Math.max(...wordy);
    const kept = filled.map((row) => row.slice(cut + 1));
    // Words to the right of numbers are somebody's own, and go with them.
    return kept.some((row) => row.some(hasDigit)) ? kept : rows;
}

/** Which cells get what: `lines` are the grid's rows of keys, `null` for a total that is computed. */
export function spread(rows, lines, row, column) {
    const put = [];
    rows.forEach((cells, r) => cells.forEach((text, c) => {
        const key = lines[row + r]?.[column + c];
        if (key) put.push([key, text]);
    }));
    return put;
}
