// What was changed, one step after the other, to be taken back and done again.

/** Typing on in one field is one step. */
const PAUSE = 1200;
const MOST = 500;

export class History {
    #done = [];
    #undone = [];
    #last = { key: null, at: 0 };

    /** Notes changes that belong together: `[key, before, after]`. */
    note(changes, isTyping = false) {
        const now = performance.now();
        const [key] = changes[0];
        const step = this.#done.at(-1);
        if (isTyping && step && this.#last.key === key && now - this.#last.at < PAUSE) {
            step[0][2] = changes[0][2];
        } else {
            this.#done.push(changes.map((change) => [...change]));
            if (this.#done.length > MOST) this.#done.shift();
        }
        this.#undone = [];
        this.#last = { key: isTyping ? key : null, at: now };
    }

    /** The next thing typed begins a step of its own. */
    part() {
        this.#last = { key: null, at: 0 };
    }

    /** Fields were changed elsewhere: what was done to them here is no longer to be taken back. */
    drop(keys) {
        const others = (step) => !step.some(([key]) => keys.includes(key));
        this.#done = this.#done.filter(others);
        this.#undone = this.#undone.filter(others);
        this.part();
    }

    get canUndo() {
        return this.#done.length > 0;
    }

    get canRedo() {
        return this.#undone.length > 0;
    }

    /** The values to put back: `[key, value]`. */
    undo() {
        const step = this.#done.pop();
        if (!step) return [];
        this.#undone.push(step);
        this.part();
        return step.map(([key, before]) => [key, before]);
    }

    redo() {
        const step = this.#undone.pop();
        if (!step) return [];
        this.#done.push(step);
        this.part();
        return step.map(([key, , after]) => [key, after]);
    }
}
