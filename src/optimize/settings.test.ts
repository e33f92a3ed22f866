import { describe, expect, it } from 'vitest';
import { SetupError } from '../core/errors.ts';
import { resolveSettings, splitValset, type TuneFacts, type TuneRequest } from './settings.ts';

const facts: TuneFacts = { train: 1000, val: null, predictors: 1 };

describe('resolveSettings', () => {
  it.each([
    ['light', 6, 3, 10, 100],
    ['medium', 12, 6, 18, 300],
    ['heavy', 18, 9, 27, 800],
  ])('knows %s', (auto, demoCandidates, instructionCandidates, trials, valExamples) => {
    const settings = resolveSettings({ auto }, facts);
    expect(settings).toMatchObject({ demoCandidates, instructionCandidates, trials, valExamples });
    expect(settings).toMatchObject({ minibatch: true, minibatchSize: 35, minibatchFullEvalSteps: 5 });
  });

  it('is light, seed 0 and best unless told otherwise', () => {
    expect(resolveSettings({}, facts)).toEqual(resolveSettings({ auto: 'light', seed: 0, sampler: 'best' }, facts));
    expect(resolveSettings({ seed: 0 }, facts).seed).toBe(0);
  });

  it('gives a zero-shot search as many instructions as candidates, and fewer trials', () => {
    const zeroShot = { maxBootstrappedDemos: 0, maxLabeledDemos: 0 };
    expect(resolveSettings(zeroShot, facts)).toMatchObject({ instructionCandidates: 6, trials: 9 });
  });

  it('doubles the variables with the predictors', () => {
    expect(resolveSettings({}, { ...facts, predictors: 2 }).trials).toBe(20);
  });

  it('uses minibatches in auto above 50 examples only', () => {
    expect(resolveSettings({}, { ...facts, val: 50 }).minibatch).toBe(false);
    expect(resolveSettings({}, { ...facts, val: 51 }).minibatch).toBe(true);
  });

  it('takes candidates and trials as they are, with a minibatch that fits', () => {
    const settings = resolveSettings({ candidates: 8, trials: 8 }, { ...facts, train: 25 });
    expect(settings).toMatchObject({ instructionCandidates: 8, demoCandidates: 8, trials: 8 });
    expect(settings).toMatchObject({ minibatch: true, minibatchSize: 20, valExamples: 20 });
    expect(resolveSettings({ auto: 'none', candidates: 8, trials: 8 }, { ...facts, train: 25 })).toEqual(settings);
  });

  it.each<[string, TuneRequest, Partial<TuneFacts>]>([
    ['--auto huge is unknown', { auto: 'huge' }, {}],
    ['--auto light sets candidates', { auto: 'light', candidates: 8 }, {}],
    ['--auto heavy sets candidates', { auto: 'heavy', trials: 8 }, {}],
    ['add --trials 12', { candidates: 8 }, {}],
    ['--candidates is missing', { trials: 8 }, {}],
    ['--candidates is missing', { auto: 'none' }, {}],
    ['trainset is empty', {}, { train: 0 }],
    ['valset is empty', {}, { val: 0 }],
    ['cannot be split', {}, { train: 1 }],
    ['a minibatch of 36', { candidates: 8, trials: 8, minibatchSize: 36 }, { val: 35 }],
    ['--seed must be a whole number', { seed: 1.5 }, {}],
    ['--trials must be a whole number from 1', { candidates: 8, trials: 0 }, {}],
    ['minibatch_full_eval_steps', { minibatchFullEvalSteps: 0 }, {}],
  ])('says before anything is spent: %s', (message, request, changed) => {
    const resolve = () => resolveSettings(request, { ...facts, ...changed });
    expect(resolve).toThrow(SetupError);
    expect(resolve).toThrow(message);
  });
});

describe('splitValset', () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  const split = (count: number, valExamples = 1000) => splitValset(numbers(count), null, { seed: 0, valExamples });

  it.each([
    [2, 1],
    [3, 2],
    [25, 20],
    [1249, 999],
    [5000, 1000],
  ])('takes the last 80 %% of %i examples, 1 to 1000: %i', (count, val) => {
    expect(split(count)).toEqual({
      trainset: numbers(count).slice(0, count - val),
      valset: numbers(count).slice(count - val),
    });
  });

  it('samples a longer valset without replacement, the same one for a seed', () => {
    const { valset } = split(1000, 100);
    expect(new Set(valset).size).toBe(100);
    expect(split(1000, 100).valset).toEqual(valset);
    expect(splitValset(numbers(1000), null, { seed: 1, valExamples: 100 }).valset).not.toEqual(valset);
  });

  it('leaves the trainset whole when a valset is given', () => {
    const given = splitValset(numbers(5), [7, 8], { seed: 0, valExamples: 2 });
    expect(given).toEqual({ trainset: numbers(5), valset: [7, 8] });
  });
});
