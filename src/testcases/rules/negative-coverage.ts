// The headline number of the test cases, as a gate over all stories.

import { defineRule, option } from '../../core/rule.ts';
import { negativeCoverage } from '../coverage.ts';
import type { TestcaseFacts } from '../facts.ts';

const mostNamed = 10;

export const rule = defineRule<TestcaseFacts>()({
  id: 'negative-coverage',
  subject: 'testcases',
  level: 'error',
  requirement: 'Over all stories, the unhappy parts cover at least 95 % of the required mentions.',
  why: 'A missing file or a stub covers nothing; this number falls when stories are left behind.',
  bad: '# qa_eval.yaml asks two stories for 4 mentions each; S011.md is a stub\nnegative coverage: 0.50',
  good: '# S011.md has been written\nnegative coverage: 1.00',
  options: { minimum: option.number(0.95, 'The least share of required mentions.', { minimum: 0, maximum: 1 }) },
  *check({ present, folder, files, expectations }, { minimum }) {
    if (!present || !expectations) return;
    const { required, covered, score, stories } = negativeCoverage({ files, expectations });
    if (score === null || score >= minimum) return;
    const byStory = new Map(files.map((file) => [file.story, file]));
    const short = stories.filter((story) => story.missing.length > 0);
    const named = short.slice(0, mostNamed).map(({ story, covered, required }) => {
      const file = byStory.get(story);
      const why = !file ? ' (no file)' : file.stub ? ' (a stub)' : '';
      return `${story} ${covered} of ${required}${why}`;
    });
    const rest = short.length > mostNamed ? ` and ${short.length - mostNamed} more` : '';
    const share = (Math.floor(score * 1000) / 1000).toFixed(3);
    const message = `Negative coverage is ${share} (${covered} of ${required} mentions), below ${minimum}: ${named.join(', ')}${rest}.`;
    // A file that is missing is named too, so that the change which deletes it is seen to be about it.
    const related = short.map(({ story }) => ({ path: byStory.get(story)?.path ?? `${folder}/${story}.md`, line: 1 }));
    yield { path: expectations.path, line: 1, message, related, identity: 'negative-coverage' };
  },
});
