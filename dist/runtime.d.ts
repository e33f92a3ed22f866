export interface LoadOptions {
    /** A folder of the repository that holds `.github/goldgate.yml` and the recorded pilots; the current one if absent. */
    cwd?: string;
    /** The configuration in place of `.github/goldgate.yml`, relative to the repository's top folder. */
    config?: string;
    /** The model, in place of the configured one. */
    model?: string;
    /** In place of `process.env`. */
    env?: Readonly<Record<string, string | undefined>>;
}
export interface ProgramAnswer {
    /** By output field. Lists stand as YAML texts where the field is a text. */
    outputs: Readonly<Record<string, string | number | boolean | readonly string[]>>;
    /** The run whose program answered; `null` for the untuned program. */
    run: string | null;
    tokens: {
        input: number;
        output: number;
    };
    /** Latency of the slowest call, seconds. */
    seconds: number;
    /** Why the untuned program had to answer in place of the optimized one; `null` when it did not. */
    fellBack: string | null;
}
export interface LoadedProgram {
    role: string;
    /** The run whose program is in use; `null` for the untuned program. */
    run: string | null;
    /** Why that program. */
    reason: string;
    /**
     * One answer, complete and within the role's limit; the untuned program is asked when the optimized one fails.
     * Rejects when neither answers, when an input is missing, and when the endpoint refuses.
     */
    answer(inputs: Readonly<Record<string, unknown>>, options?: {
        signal?: AbortSignal;
    }): Promise<ProgramAnswer>;
}
/**
 * Opens the model, reads the flag (`rollout` and `USE_OPTIMIZED_PROGRAMS`), and takes the optimized program or the
 * untuned one; no call is made yet. Rejects for a role that nobody declared, a broken configuration, and without a model.
 */
export declare function loadProgram(name: string, options?: LoadOptions): Promise<LoadedProgram>;
