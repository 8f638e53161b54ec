import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '@domain/statements/canonical-json';
import { namesIn, readBlocks } from '@domain/statements/narrative';
import { printable, printableLine } from '@domain/statements/printable';

describe('the typed words', () => {
  test('become paragraphs and bullets, and nothing else', () => {
    expect(readBlocks('We shipped.\nTwice.\n\n- one\n  and more\n* two\n• three\nAfter the list')).toEqual([
      { kind: 'paragraph', text: 'We shipped.\nTwice.' },
      { kind: 'bullets', items: ['one and more', 'two', 'three'] },
      { kind: 'paragraph', text: 'After the list' },
    ]);
    expect(readBlocks(' \r\n\r\n ')).toEqual([]);
    expect(readBlocks('**not bold** #import -no bullet')).toEqual([
      { kind: 'paragraph', text: '**not bold** #import -no bullet' },
    ]);
  });

  test('lose no word', () => {
    const bare = (text: string) => text.replace(/\s+/gu, '');
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z .]{0,12}$/), { maxLength: 12 }), (lines) => {
        const blocks = readBlocks(lines.join('\n'));
        const read = blocks.flatMap((block) => (block.kind === 'bullets' ? block.items : [block.text])).join('');
        expect(bare(read)).toBe(bare(lines.join('')));
      }),
    );
  });

  test('a name in them is noticed, with and without accents, and never inside another word', () => {
    const words = { outcomes: 'We met ANNA Müller.', decisions: '', risks: 'Ask Ng.', nextMonth: 'Leeway' };
    expect(namesIn(words, ['Anna Muller', 'Peter Müller', 'Bo Lee', 'Vera Ng', ''])).toEqual([
      'Anna Muller',
      'Peter Müller',
    ]);
  });

  test('are printed without what could disguise them', () => {
    expect(printableLine('a\u202eb\u0000c\td\r\ne \u2066f')).toBe('abc d e f');
    expect(printable('one\r\ntwo')).toBe('one\ntwo');
  });
});

describe('canonical JSON', () => {
  test('reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('has one spelling, whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (record) => {
        const turned = Object.fromEntries(Object.entries(record).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(record));
      }),
    );
    expect(canonicalJson({ b: [1, null], a: 'é', '\u{1f600}': true, '\ufb33': -0 })).toBe(
      '{"a":"é","b":[1,null],"\u{1f600}":true,"\ufb33":0}',
    );
  });

  test('refuses what JSON cannot say', () => {
    for (const value of [undefined, Number.NaN, Infinity, { a: undefined }, ['\ud800'], 1n]) {
      expect(() => canonicalJson(value)).toThrow(RangeError);
    }
  });
});
