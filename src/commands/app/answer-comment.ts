// What a comment asks for is done once, by the comment's id, and answered where it was asked: recognised, allowed, seen,
// done, closed. Whatever was begun before is found on GitHub, so that it can be broken off anywhere.

import { type AskingComment, listOwn, readComment, sameLogin } from '../../adapters/github/comments.ts';
import { atLeast, readPermission } from '../../adapters/github/permission.ts';
import { readPullRequest } from '../../adapters/github/pull-requests.ts';
import { isClosed, react } from '../../adapters/github/reactions.ts';
import { attribute, inline } from '../../report/markdown-escape.ts';
import { type Asked, type Command, parseCommand } from '../../review/command-parser.ts';
import { commandTable, renderCommandTable, type Verb } from '../../review/command-table.ts';
import { passes } from '../../review/verdict.ts';
import {
  commandsKey,
  deleteDoubled,
  type Outcome,
  type Question,
  refusal,
  standingReply,
  writeReply,
} from './answer-reply.ts';
import type { AppContext } from './context.ts';
import { reconcileReview } from './reconcile.ts';
import { reportAgain } from './report-again.ts';
import { cancelTunings } from './tuning-cancel.ts';
import { startTuning } from './tuning-start.ts';

/**
 * Idempotent: reads the comment; nothing happens when it holds no command, or when it is closed already. Throws what
 * cannot be read or written, to be done again whole.
 */
export async function answerComment(context: AppContext, id: number): Promise<void> {
  const comment = await readComment(context.github, id);
  const asked = comment && isHeard(context, comment) ? parseCommand(comment.body) : null;
  if (!comment || !asked) return;
  await context.locked(commandsKey(context, comment.number), () => answer(context, comment, asked));
}

/** An edited comment is another one than was written, perhaps by somebody else: it asks for nothing. */
export const isHeard = ({ self }: AppContext, { author, edited }: AskingComment): boolean =>
  author?.type === 'User' && !edited && !sameLogin(author.login, self.login);

async function answer(context: AppContext, comment: AskingComment, asked: Asked): Promise<void> {
  const { github, self } = context;
  if (await isClosed(github, self.login, comment.id)) return;
  const pull = await readPullRequest(github, comment.number);
  // On a plain issue there is nothing that a command could be about.
  if (pull === null) return;
  const own = await listOwn(github, self.login, comment.number, comment.createdAt);
  const standing = standingReply(own, comment.id);
  if (standing) await deleteDoubled(context, own, comment.id, standing);
  const question: Question = { comment, login: comment.author?.login ?? '', pull, standing };
  const told = standing?.marker.fields.end;
  const outcome: Outcome = told ? { good: told === 'good', text: '' } : await decide(context, question, asked);
  if (outcome === 'open') return;
  const replied = outcome.standing ?? standing;
  const end = outcome.good ? 'good' : 'bad';
  if (!told) await writeReply(context, { ...question, standing: replied }, outcome.text, { end });
  if (outcome.good) await react(github, comment.id, 'rocket');
  await react(github, comment.id, outcome.good ? '+1' : '-1');
  context.log({ number: pull.number, comment: comment.id, good: outcome.good }, 'command answered');
}

async function decide(context: AppContext, question: Question, asked: Asked): Promise<Outcome> {
  const { comment, login, pull, standing } = question;
  if (asked.kind === 'faulty') return refusal(`${asked.message}.`);
  const { command } = asked;
  // What has been begun was allowed.
  if (standing) return actors[command.verb](context, question, command);
  const needed = commandTable[command.verb].permission;
  const held = await readPermission(context.github, login);
  if (!atLeast(held, needed)) {
    return refusal(`\`/${command.verb}\` needs the permission ${needed} in this repository, and you have ${held}.`);
  }
  if (pull.state === 'closed' && (command.verb === 'check' || command.verb === 'tune')) {
    return refusal(`this pull request is closed; open it again, then ask once more.`);
  }
  await react(context.github, comment.id, 'eyes');
  return actors[command.verb](context, question, command);
}

type Actor = (context: AppContext, question: Question, command: Command) => Promise<Outcome>;

const actors: Readonly<Record<Verb, Actor>> = {
  help: async () => ({ good: true, text: `these are the commands:\n\n${renderCommandTable()}` }),
  check,
  tune: startTuning,
  report: reportAgain,
  cancel: cancelTunings,
};

async function check(context: AppContext, { comment, pull }: Question): Promise<Outcome> {
  const verdict = await reconcileReview(context, { number: pull.number, reviews: [], heads: [] });
  if (verdict === null) return refusal('this pull request is closed.');
  const sign = passes(verdict) ? '✅' : '⏳';
  const checks = `<a href="${attribute(`${comment.url.split('#')[0]}/checks`)}">the check</a>`;
  return { good: true, text: `${sign} ${inline(`(${verdict.title}`).slice(1)}. More stands in ${checks}.` };
}
