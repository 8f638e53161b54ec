/** A paragraph, whose line breaks are kept, or a list of bullets. There is no markup inside either. */
export type NarrativeBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'bullets'; readonly items: readonly string[] };

/** The words of a summary, one list of blocks per section. */
export interface Narrative {
  readonly outcomes: readonly NarrativeBlock[];
  readonly decisions: readonly NarrativeBlock[];
  readonly risks: readonly NarrativeBlock[];
  readonly nextMonth: readonly NarrativeBlock[];
}

/** The same words as they are typed. */
export type NarrativeWords = { readonly [section in keyof Narrative]: string };

const BULLET = /^\s*[-*•–]\s+(?=\S)/u;

/**
 * Reads typed words: an empty line ends a paragraph, a line that starts with `-`, `*`, `•` or `–` and a space is a
 * bullet, an indented line after a bullet continues it. Everything else is text as it stands.
 */
export function readBlocks(words: string): readonly NarrativeBlock[] {
  const blocks: NarrativeBlock[] = [];
  let lines: string[] = [];
  let items: string[] = [];
  const settle = () => {
    if (lines.length > 0) blocks.push({ kind: 'paragraph', text: lines.join('\n') });
    if (items.length > 0) blocks.push({ kind: 'bullets', items });
    lines = [];
    items = [];
  };
  for (const line of words.split(/\r\n|\r|\n/u)) {
    const text = line.trim();
    if (text === '') {
      settle();
    } else if (BULLET.test(line)) {
      if (lines.length > 0) settle();
      items.push(line.replace(BULLET, '').trim());
    } else if (items.length > 0 && /^\s/u.test(line)) {
      items.push(`${items.pop()} ${text}`);
    } else {
      if (items.length > 0) settle();
      lines.push(text);
    }
  }
  settle();
  return blocks;
}

export function readNarrative(words: NarrativeWords): Narrative {
  return {
    outcomes: readBlocks(words.outcomes),
    decisions: readBlocks(words.decisions),
    risks: readBlocks(words.risks),
    nextMonth: readBlocks(words.nextMonth),
  };
}

/**
 * The names out of `names` that the words mention as whole words, whatever their case or accents: the warning an author
 * gets before a candidate's name leaves the practice. A single surname of three letters or more counts as a mention.
 */
export function namesIn(words: NarrativeWords, names: readonly string[]): readonly string[] {
  const text = ` ${Object.values(words).map(spoken).join(' ')} `;
  return names.filter((name) => {
    const full = spoken(name);
    const surname = full.split(' ').at(-1) ?? '';
    return full !== '' && (text.includes(` ${full} `) || (surname.length >= 3 && text.includes(` ${surname} `)));
  });
}

function spoken(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
