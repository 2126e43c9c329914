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

const hasWord = (text) => !isNumber(text) && !["无", "没有", "零", "空"].includes(text);

/** How many columns on the left are labels: words down to the last of them, and no number. */
function labelColumns(rows) {
    const width = Math.max(...rows.map((row) => row.length));
    let cut = 0;
    for (let column = 0; column < width; column += 1) {
        const cells = rows.map((row) => row[column] ?? "");
        if (cells.some(hasDigit)) break;
        if (cells.some(hasWord)) cut = column + 1;
    }
    return cut;
}

/**
 * A block in the order of its rows: the labels of each, and its numbers. The rows of heads on top are left out; a row in
 * which nothing happened keeps its place.
 */
export function parted(rows) {
    const cut = labelColumns(rows);
    const isHead = (row) => !row.some(hasDigit) && row.slice(cut).some(hasWord);
    const first = Math.max(0, rows.findIndex((row) => !isHead(row)));
    return rows.slice(first).map((row) => ({ labels: row.slice(0, cut).filter(Boolean), numbers: row.slice(cut) }));
}

/** A label without its number and marks. */
export function bare(label) {
    return label.replace(/^\s*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)]|\d+[.．、])/, "").replace(/[^\p{Script=Han}]/gu, "");
}

/**
 * The rows of the grid that labelled rows belong in, by their names; `null` where the names are none of the grid's, an
 * error where a row with numbers is named as none of it. `names` are those of the grid's rows.
 */
export function placed(parts, names) {
    const at = parts.map(({ labels }) => {
        const name = bare(labels.at(-1) ?? "");
        return name === "" ? -1 : names.findIndex((known) => known === name);
    });
    if (at.every((row) => row < 0)) return null;
    const lost = parts.find(({ numbers }, index) => at[index] < 0 && numbers.some(hasDigit));
    if (lost) throw new Error(`粘贴的“${lost.labels.at(-1) ?? "没有名称的一行"}”不是这张表里的行，没有放进去；请核对行名，或者只复制数`);
    if (new Set(at.filter((row) => row >= 0)).size < at.filter((row) => row >= 0).length) {
        throw new Error("粘贴的表里有两行名称相同，没有放进去");
    }
    return at;
}

/** Which cells get what: `lines` are the grid's rows of keys, `null` for a total that is computed. */
export function spread(parts, lines, rows, column) {
    const put = [];
    parts.forEach(({ numbers }, index) => numbers.forEach((text, c) => {
        const key = lines[rows[index]]?.[column + c];
        if (key) put.push([key, text]);
    }));
    return put;
}
