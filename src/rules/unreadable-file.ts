import type { Trouble } from '../files.ts';
import { File } from '../text/file.ts';
import type { Rule } from './rule.ts';

const REASONS: Record<Exclude<Trouble, 'beyond'>, [message: string, help: string]> = {
  folder: [
    'this is a folder, not a file',
    'move the folder away and put the file there; Docker makes such a folder where a file it should mount is missing',
  ],
  denied: [
    'this file may not be read: permission denied',
    'run as the user OpenClaw runs as, or change the permissions of the file',
  ],
  'dangling-link': ['this is a link to a file that does not exist', 'mend the link or put the file back'],
  'not-regular': ['this is a pipe, a socket or a device, not a regular file', 'put a regular file there'],
  'too-large': ['this file is larger than clawlint reads', 'check that this is the file you mean'],
  outside: [
    'this is a link out of the repository, which clawlint does not follow',
    'put the file itself there; in your own home, which OpenClaw uses, links may lead anywhere',
  ],
  'not-utf8': ['the name of this file or of a folder around it is not UTF-8', 'rename it'],
  unreadable: ['this file cannot be read', 'check the disk and the permissions'],
};

export const unreadableFile: Rule = {
  id: 'unreadable-file',
  severity: 'error',
  summary: 'a file of the home exists but cannot be read',
  why: 'OpenClaw does not start without its config. A `.env` or a credential store that it may not read is passed over, so the keys in it are missing.',
  facts: ['1.2'],
  onBrokenSyntax: true,
  refusesStart: true,
  *check({ home }) {
    // in a folder that may not be looked into, nobody knows which files there are
    const isClosed = home.unreadable.some(({ path, trouble }) => path === home.path && trouble === 'denied');
    for (const { path, trouble } of home.unreadable) {
      if (isClosed && trouble === 'denied' && path !== home.path) continue;
      if (trouble === 'beyond') continue; // limit-reached tells that
      const [message, help] = REASONS[trouble];
      const isConfig = path === home.path;
      const isUnknown = trouble === 'outside' || (trouble === 'too-large' && path.endsWith('.json'));
      yield {
        at: { file: new File(path, ''), offset: 0, length: 0 },
        message: isUnknown
          ? `${message}; it was not checked`
          : `${message}; OpenClaw ${isConfig ? 'does not start' : 'goes on without it'}`,
        help,
        severity: isConfig && trouble !== 'too-large' ? 'error' : 'warning',
      };
    }
  },
};
