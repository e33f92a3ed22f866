// Where a tuning in a workflow gets its model: OpenAI by the workflow's own identity or by a key, or a small open model on
// the runner itself, served on its loopback and kept in the Actions cache.

interface TuneModel {
  /** In words, for the list of flags and the reasons. */
  what: string;
  /** Whether the job asks GitHub for an identity token. */
  identity: boolean;
  /** The input `model` of the Action; without it the configuration names the model. */
  name?: string;
  /** Steps before the tuning, as YAML of a list below `steps:`. */
  steps: string;
  /** The environment of the tuning, as YAML lines. */
  env: string[];
  /** What the input `parameters` holds unless somebody says otherwise. */
  parameters: string;
  /** What a person has to do before it works. */
  todo: string;
}

const cache = 'actions/cache@0057852bfaa89a56745cba8c7296529d2fc39830 # v4.3.0';
const localModel = 'qwen2.5:1.5b';

interface Server {
  key: string;
  image: string;
  port: number;
  /** More of `docker run` before the image, and the server's arguments after it. */
  options: string;
  args: string;
  /** Commands that wait for it. */
  ready: string[];
}

/** As the runner's user, so that the cache can read what the server writes; reachable from the runner alone. */
const served = ({ key, image, port, options, args, ready }: Server) => `      - uses: ${cache}
        with:
          path: ~/models
          key: ${key}
      - name: Serve the model on the runner
        env:
          IMAGE: ${image}
          MODEL: ${localModel}
        run: |
          mkdir -p "$HOME/models"
          docker run --detach --name model --user "$(id -u):$(id -g)" --publish 127.0.0.1:${port}:${port} \\
            --volume "$HOME/models:/models" --env HOME=/models \\
            ${options} \\
            "$IMAGE"${args}
${ready.map((line) => `          ${line}\n`).join('')}`;

export const tuneModels = {
  'openai-workload-identity': {
    what: 'OpenAI, by the workflow’s own identity: no key is stored',
    identity: true,
    steps: '',
    env: [],
    parameters: '',
    todo: 'At OpenAI, trust the issuer https://token.actions.githubusercontent.com for this repository; then set `model.name`, its price in `model.prices` and `model.workload-identity` in .github/goldgate.yml.',
  },
  'openai-key': {
    what: 'OpenAI, by a key in the repository’s secrets',
    identity: false,
    steps: '',
    env: ['OPENAI_API_KEY: $' + '{{ secrets.OPENAI_API_KEY }}'],
    parameters: '',
    todo: 'Put OPENAI_API_KEY into the repository’s secrets, and `model.name` with its price in `model.prices` into .github/goldgate.yml.',
  },
  ollama: {
    what: 'a small open model on the runner, by Ollama',
    identity: false,
    name: localModel,
    steps: served({
      key: `ollama-${localModel}`,
      image: 'ollama/ollama:0.32.1@sha256:6345fbc18bd73a1e16404be681dbc6fd291a027cab43ed541abe78c4c81051b0',
      port: 11434,
      options: '--env OLLAMA_MODELS=/models --env OLLAMA_CONTEXT_LENGTH=8192 --env OLLAMA_NUM_PARALLEL=4',
      args: '',
      ready: [
        `timeout 60 sh -c 'until docker exec model ollama list; do sleep 1; done'`,
        'docker exec model ollama pull "$MODEL"',
      ],
    }),
    env: ['OPENAI_BASE_URL: http://127.0.0.1:11434/v1'],
    parameters: '--budget-minutes 60',
    todo: `The model is ${localModel}; another one of Ollama’s goes into MODEL, \`model\` and the cache’s key.`,
  },
  'llama-cpp': {
    what: 'a small open model on the runner, by llama.cpp',
    identity: false,
    name: localModel,
    steps: served({
      key: 'llama-cpp-qwen2.5-1.5b-instruct-q4_k_m',
      image:
        'ghcr.io/ggml-org/llama.cpp:server-b9994@sha256:823b6f019cafbee8878dfdd0d4750eae4f81dfafb60dc1fbefb66794a59903c8',
      port: 8080,
      options: '--env LLAMA_CACHE=/models',
      args: ` --hf-repo Qwen/Qwen2.5-1.5B-Instruct-GGUF:Q4_K_M --alias "$MODEL" \\
            --host 0.0.0.0 --port 8080 --ctx-size 32768 --parallel 4`,
      ready: [`timeout 900 sh -c 'until curl --fail --silent http://127.0.0.1:8080/health; do sleep 2; done'`],
    }),
    env: ['OPENAI_BASE_URL: http://127.0.0.1:8080/v1'],
    parameters: '--budget-minutes 60',
    todo: `The model is ${localModel}, from Qwen/Qwen2.5-1.5B-Instruct-GGUF; another GGUF repository goes into --hf-repo, MODEL, \`model\` and the cache’s key.`,
  },
} as const satisfies Record<string, TuneModel>;
export type TuneModelName = keyof typeof tuneModels;

export const tuneModelNames = Object.keys(tuneModels) as TuneModelName[];
export const tuneModel = (name: TuneModelName): TuneModel => tuneModels[name];
