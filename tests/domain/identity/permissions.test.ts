import { describe, expect, test } from '@jest/globals';
import { isPermissionWord, PERMISSIONS, scopeOf, widestScope, type Ability } from '@domain/identity/permissions';
import {
  CLIENT_ROLES,
  isClientRole,
  isPracticeRole,
  PRACTICE_ROLES,
  ROLE_NAMES,
  type Role,
} from '@domain/identity/roles';

const words = Object.keys(PERMISSIONS) as Ability[];
const roles: Role[] = [...PRACTICE_ROLES, ...CLIENT_ROLES];

function wordsOf(role: Role): string[] {
  return words.flatMap((word) => {
    const scope = scopeOf(role, word);
    return scope ? [`${word}: ${scope}`] : [];
  });
}

describe('permissions', () => {
  test('are words of a known form, each with its meaning', () => {
    for (const word of words) {
      expect(word).toMatch(/^[a-z]+\.[a-z]+$/);
      expect(PERMISSIONS[word].means).toMatch(/^[A-Z].+[^.]$/);
    }
    expect(isPermissionWord('anyone') && isPermissionWord('signed_in') && isPermissionWord('time.log')).toBe(true);
    expect(isPermissionWord('time.everything')).toBe(false);
  });

  test('let an owner do everything in the practice and accept nothing for a client', () => {
    expect(words.filter((word) => scopeOf('owner', word) !== 'all')).toEqual(['portal.accept']);
  });

  test('give a bookkeeper statements and nothing else', () => {
    expect(wordsOf('bookkeeper')).toEqual(['practice.read: all', 'statements.read: all']);
  });

  test('keep candidates, terms and publishing from an assistant', () => {
    const held = wordsOf('assistant').map((line) => line.split(':')[0]);
    expect(held).toEqual([
      'practice.read',
      'clients.read',
      'terms.read',
      'time.log',
      'time.read',
      'time.import',
      'statements.read',
      'statements.edit',
    ]);
  });

  test('reach only assigned clients for a CTO, members and acceptance apart', () => {
    const others = words.filter((word) => scopeOf('cto', word) !== 'own');
    expect(others).toEqual(['practice.read', 'members.manage', 'statements.reopen', 'portal.accept']);
  });

  test('give client people the portal of their own client at most', () => {
    expect(wordsOf('sponsor')).toEqual(['portal.read: own', 'portal.board: own', 'portal.accept: own']);
    expect(wordsOf('member')).toEqual(['portal.read: own', 'portal.board: own']);
    expect(wordsOf('board')).toEqual(['portal.board: own']);
    for (const role of ['panelist', 'vp'] as const) expect(wordsOf(role)).toEqual([]);
    for (const role of CLIENT_ROLES) expect(words.some((word) => scopeOf(role, word) === 'all')).toBe(false);
  });

  test('of several roles add up to the widest', () => {
    expect(widestScope(['cto', 'bookkeeper'], 'statements.read')).toBe('all');
    expect(widestScope(['assistant', 'cto'], 'search.read')).toBe('own');
    expect(widestScope(['bookkeeper'], 'search.read')).toBeNull();
    expect(widestScope([], 'practice.read')).toBeNull();
  });
});

test('every role belongs to a practice or to a client, and has a name', () => {
  for (const role of roles) {
    expect(isPracticeRole(role)).not.toBe(isClientRole(role));
    expect(ROLE_NAMES[role]).toBeTruthy();
  }
  expect(isPracticeRole('admin') || isClientRole('toString')).toBe(false);
});
