// The commands of the double review on the line.

import type { Command } from 'commander';
import type { Calls } from './line-tuning.ts';

export function describeReview(program: Command, calls: Calls): void {
  program
    .command('review')
    .description('the double review of a pull request')
    .command('explain')
    .description('the verdict on a pull request, rule by rule; with --config what another policy would say')
    .option('--input <file>', 'a snapshot of a pull request (docs/pull-request.schema.json); - is standard input')
    .option('--pr <url>', 'a pull request on GitHub, read with GITHUB_TOKEN')
    .option('--config <file>', 'the policy to try, in place of the one at the base')
    .option('--save <file>', 'keep the snapshot that --pr has read there')
    .option('--format <format>', 'text, markdown, json', 'text')
    .action(calls(async () => (await import('./review-explain.ts')).reviewExplain));
}
