import { Inject, Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { SETTINGS } from '../platform.tokens.js';
import type { Settings } from '../settings.js';
import { DevelopmentMailbox } from './development-mailbox.js';
import type { Letter } from './letters.js';

/** Sends letters through SMTP when that is configured, otherwise into the development mailbox. */
@Injectable()
export class Mailer {
  private readonly transport: Transporter | null;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly mailbox: DevelopmentMailbox,
  ) {
    this.transport = settings.SMTP_URL
      ? createTransport(settings.SMTP_URL, {
          connectionTimeout: 10_000,
          greetingTimeout: 10_000,
          socketTimeout: 20_000,
        } as object)
      : null;
  }

  /**
   * Resolves once the peer has accepted the letter. The Message-ID comes from the letter's id, so that a letter sent twice
   * after a crash is recognised as one.
   */
  async send(id: string, to: string, letter: Letter): Promise<void> {
    if (!this.transport) return this.mailbox.put({ id, to, ...letter });
    const domain = /@([\w.-]+)/.exec(this.settings.MAIL_FROM)?.[1] ?? 'localhost';
    await this.transport.sendMail({
      from: this.settings.MAIL_FROM,
      to,
      subject: letter.subject,
      text: letter.text,
      messageId: `<${id}@${domain}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  }

  close(): void {
    this.transport?.close();
  }
}
