// Files: into the folder, or to the browser.
import { ask, el, keep, news, Refused } from "./ask.js";

const ENDS = { written: "已生成", unchanged: "没有变，不用重做", failed: "没有生成", skipped: "没有做" };

/** Makes files in the folder, and tells what became of each. */
export async function make(place, files, isForced = false) {
    const { outcomes } = await ask("render", { files, force: isForced });
    for (const outcome of [...outcomes].reverse()) {
        const isBad = outcome.end === "failed";
        const names = outcome.files.map((file) => file.file).join("、");
        const again = outcome.isChanged && !isForced ? el("button", { type: "button" }, "不留改过的，换成新做的") : null;
        again?.addEventListener("click", () => make(place, [outcome.file], true).catch((error) => tell(place, error)));
        const findings = outcome.findings.filter((finding) => isBad || finding.severity === "error");
        const words = `${outcome.agency ?? outcome.file}：${ENDS[outcome.end]}${names ? `　${names}` : ""}`;
        news(place, isBad ? "bad" : "good", words, findings, again);
    }
    return outcomes;
}

/** Hands one file to the browser. */
export async function get(place, file, format) {
    const name = await keep({ file, format });
    news(place, "good", `已下载：${name}`);
}

export function tell(place, error) {
    if (error instanceof Refused) news(place, "bad", "没有做成", error.findings);
    else news(place, "bad", error.message);
}
