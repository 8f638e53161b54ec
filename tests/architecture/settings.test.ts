import { describe, expect, test } from '@jest/globals';
import { readSettings } from '../../api/src/platform/settings.js';

const enough = {
  DATABASE_URL: 'postgresql://db:5432/baton',
  BATON_SECRET: 'an invented secret of at least 32 characters',
};
const production = {
  ...enough,
  NODE_ENV: 'production',
  BATON_URL: 'https://baton.example.com',
  SMTP_URL: 'smtp://mail.example.com',
};

describe('settings', () => {
  test('need a database and a secret, and choose the rest', () => {
    expect(readSettings(enough)).toEqual({
      ...enough,
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: 4000,
      POOL_SIZE: 8,
      MAIL_FROM: 'Baton <baton@localhost>',
      SIGN_UP: 'closed',
    });
  });

  test('that are empty count as not set', () => {
    expect(readSettings({ ...enough, SMTP_URL: '', TRUSTED_PROXY: '' })).not.toHaveProperty('TRUSTED_PROXY');
  });

  test.each([
    ['DATABASE_URL', 'mysql://db/baton'],
    ['BATON_SECRET', 'too short'],
    ['PORT', '70000'],
    ['BATON_URL', 'baton.example.com'],
    ['SMTP_URL', 'https://mail.example.com'],
    ['SIGN_UP', 'maybe'],
    ['POOL_SIZE', '0'],
    ['NODE_ENV', 'staging'],
  ])('name %s when it is %s, and what it accepts', (name, value) => {
    expect(() => readSettings({ ...enough, [name]: value })).toThrow(
      new RegExp(`^These settings[^]*\\n  ${name}: \\w`),
    );
  });

  test('name every bad one at once, and never say a value', () => {
    const bad = { ...production, BATON_SECRET: 'hunter2', PORT: 'x', SMTP_URL: undefined };
    expect(() => readSettings(bad)).toThrow(/BATON_SECRET[^]*PORT[^]*SMTP_URL/);
    expect(() => readSettings(bad)).not.toThrow(/hunter2/);
  });

  test.each([
    ['no address', { BATON_URL: '' }, 'BATON_URL'],
    ['an address without encryption', { BATON_URL: 'http://baton.example.com' }, 'BATON_URL'],
    ['no mail server', { SMTP_URL: '' }, 'SMTP_URL'],
  ])('refuse production with %s', (_, change, name) => {
    expect(() => readSettings({ ...production, ...change })).toThrow(name);
  });

  test('let production be tried on this machine', () => {
    expect(readSettings({ ...production, BATON_URL: 'http://localhost:4000' }).BATON_URL).toBe('http://localhost:4000');
  });
});
