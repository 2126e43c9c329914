// What is typed goes to the file when typing stops, at the latest after half a second; the answer is what the
// report is then. Nothing that was not taken is forgotten.
import { ask, Changed, Gone, Refused } from "./ask.js";

const PAUSE = 80;
const LATEST = 500;
const AGAIN = 700;

export class Saver {
    digest = "";
    form = "";
    have = [];
    #pending = new Map();
    #sending = new Map();
    /** What was sent and never answered: it may stand in the file. */
    #unanswered = new Map();
    #timer = 0;
    #since = 0;
    #busy = false;
    #isFailing = false;

    /** `on`: `view(view)`, `state(word)`, `accepted(key)`, `refused(key, findings)`, `isRefused()`, `changed(view, edits)` → whether to send the edits on. */
    constructor(file, on) {
        this.file = file;
        this.on = on;
        addEventListener("pagehide", () => this.#leave());
        addEventListener("beforeunload", (event) => {
            if (this.#isFailing || on.isRefused()) event.preventDefault();
        });
    }

    /** Whether a value is on its way. */
    isPending(key) {
        return this.#pending.has(key) || this.#sending.has(key);
    }

    /** What is not in the file yet: `[key, value]`. */
    get unsaved() {
        return [...new Map([...this.#sending, ...this.#pending])];
    }

    /** Whether a value is one that was sent from here, and may have been written before the program ended. */
    isOwn(key, value = "") {
        return (this.#unanswered.get(key) ?? []).includes(value.trim());
    }

    /** Whether what is sent now was not taken before. */
    get isAgain() {
        return this.#isFailing;
    }

    get isIdle() {
        return this.#pending.size === 0 && !this.#busy;
    }

    put(key, value, pause = PAUSE) {
        if (this.#pending.size === 0) this.#since = performance.now();
        this.#pending.delete(key);
        this.#pending.set(key, value);
        this.on.state("dirty");
        clearTimeout(this.#timer);
        const left = this.#since + LATEST - performance.now();
        this.#timer = setTimeout(() => this.flush(), Math.max(0, Math.min(pause, left)));
    }

    /** Waits until everything is in the file. */
    async settled() {
        while (!this.isIdle) {
            await this.flush();
            if (this.#isFailing) throw new Error("还有没存上的字，先不做");
            await new Promise((done) => setTimeout(done, 20));
        }
    }

    async flush() {
        if (this.#busy || this.#pending.size === 0) return;
        clearTimeout(this.#timer);
        this.#busy = true;
        this.#sending = this.#pending;
        this.#pending = new Map();
        let pause = 0;
        try {
            await this.#send([...this.#sending]);
            this.#isFailing = false;
        } catch (error) {
            if (!(error instanceof Gone) && !isPassing(error)) throw error;
            this.#pending = new Map([...this.#sending, ...this.#pending]);
            this.#isFailing = true;
            this.on.state(error instanceof Gone ? "gone" : "unsaved", error.message);
            pause = AGAIN;
        } finally {
            this.#sending = new Map();
            this.#busy = false;
            if (this.#pending.size > 0) this.#timer = setTimeout(() => this.flush(), pause);
        }
    }

    async #send(edits) {
        try {
            for (const [key, value] of edits) this.#unanswered.set(key, [...(this.#unanswered.get(key) ?? []).slice(-20), value.trim()]);
            const view = await ask("edit", this.#body(edits));
            this.#unanswered.clear();
            this.digest = view.digest;
            for (const [key] of edits) this.on.accepted(key);
            if (this.#pending.size === 0) this.on.state("saved");
            this.on.view(view);
        } catch (error) {
            if (error instanceof Changed) {
                // Where the file is broken now, nothing can be put into it; it may be mended in a moment.
                if (!error.view.report) throw new Refused([{ message: "这个文件在别处改过，现在有错，读不了，改好了就接着存" }], true);
                return this.#meet(error.view, edits);
            }
            if (!(error instanceof Refused) || isPassing(error)) throw error;
            // One that is refused keeps the others from nothing.
            if (edits.length > 1) {
                for (const edit of edits) await this.#send([edit]);
                return;
            }
            // Half of a date is none; what was typed since may be whole.
            if (this.#pending.has(edits[0][0])) return;
            this.on.state("refused");
            this.on.refused(edits[0][0], error.findings);
        }
    }

    async #meet(view, edits) {
        const isMine = await this.on.changed(view, edits);
        this.#unanswered.clear();
        this.digest = view.digest;
        if (isMine) return this.#send(edits);
        for (const [key] of edits) this.#pending.delete(key);
        this.#sending = new Map();
        this.on.state("saved");
        this.on.view(view, true);
    }

    #body(edits) {
        const pairs = edits.map(([key, value]) => ({ key, value }));
        return { file: this.file, digest: this.digest, form: this.form, edits: pairs, have: this.have };
    }

    /** The page is left in the middle of a word. */
    #leave() {
        if (this.#pending.size === 0) return;
        ask("edit", { ...this.#body([...this.#pending]), is_last: true }, { keepalive: true }).catch(() => {});
        this.#pending = new Map();
    }
}

function isPassing(error) {
    return error instanceof Refused && error.isPassing;
}
