// How a tuning runs, under DSPy's names.

export interface TuneSettings {
  optimizer: 'mipro' | 'bootstrap';
  sampler: 'best' | 'tpe';
  seed: number;
  /** How many instructions a predictor has to choose from, the original one included. */
  instructionCandidates: number;
  /** How many sets of demos: none, labelled, bootstrapped unshuffled, then bootstrapped from shuffled copies. */
  demoCandidates: number;
  /** Search trials; the baseline and the full evaluations come on top. */
  trials: number;
  maxBootstrappedDemos: number;
  maxLabeledDemos: number;
  minibatch: boolean;
  minibatchSize: number;
  minibatchFullEvalSteps: number;
  /** A bootstrap succeeds at this score, 0–1; without one, at any score above 0. */
  metricThreshold: number | null;
  /** Of the proposals. */
  initTemperature: number;
  viewDataBatchSize: number;
  /** So many examples may fail in a row of evaluations before the run ends with what is known. */
  maxErrors: number;
}
