import { setTerms, type Engagement } from '@contract/engagements';
import { isDay, type Day } from '@domain/shared/day';
import { formatDate, formatMinutes } from '@domain/shared/format';
import { formatMoney } from '@domain/shared/money';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useDraft } from '../platform/draft';
import { Empty } from '../ui/empty';
import { TextField } from '../ui/fields';
import { Form, FormEnd } from '../ui/form';
import { Section } from '../ui/section';
import { DataTable } from '../ui/table';
import { say } from '../ui/toast';
import { useEngagementChanges } from './engagements.queries';
import { Policies } from './policies';
import { TermsFields } from './terms-fields';
import { SUGGESTED_TERMS, termsRead, termsSent, termsTyped } from './terms-typed';

interface TermsSectionProps {
  readonly practice: string;
  readonly engagement: Engagement;
}

/** The terms with their dates; new ones end those before. */
export function TermsSection({ practice, engagement }: TermsSectionProps) {
  const [writing, setWriting] = useState(false);
  const inForce = engagement.terms.find((terms) => terms.inForce);
  return (
    <Section
      title="Terms"
      aside={
        engagement.can.editTerms && !writing ? (
          <Button variant="subtle" size="compact-xs" onClick={() => setWriting(true)}>
            New terms
          </Button>
        ) : null
      }
    >
      {writing ? <TermsForm practice={practice} engagement={engagement} onClose={() => setWriting(false)} /> : null}
      {engagement.terms.length === 0 ? <Empty>No terms yet.</Empty> : null}
      {engagement.terms.length > 0 && !writing ? (
        <DataTable
          caption="Terms"
          rows={engagement.terms}
          rowKey={(terms) => terms.id}
          quiet={(terms) => !terms.inForce}
          columns={[
            {
              key: 'from',
              head: 'In force',
              phone: 'name',
              cell: (terms) =>
                terms.validTo
                  ? `${formatDate(terms.validFrom)} to ${formatDate(terms.validTo)}`
                  : `from ${formatDate(terms.validFrom)}`,
            },
            {
              key: 'allowance',
              head: 'Allowance',
              align: 'end',
              cell: (terms) =>
                terms.allowanceMinutes === 0
                  ? 'by the hour'
                  : `${formatMinutes(terms.allowanceMinutes)} a ${terms.allowancePer}`,
            },
            {
              key: 'month',
              head: 'A month',
              align: 'end',
              phone: 'hidden',
              cell: (terms) => formatMinutes(terms.monthlyMinutes),
            },
            { key: 'fee', head: 'Fee', align: 'end', cell: (terms) => formatMoney(terms.fee, terms.currency) },
            {
              key: 'rate',
              head: 'Beyond, an hour',
              align: 'end',
              phone: 'hidden',
              cell: ({ overage, currency }) =>
                overage.kind === 'absorb' ? 'not billed' : formatMoney(overage.ratePerHour, currency),
            },
          ]}
        />
      ) : null}
      {inForce && !writing ? <Policies terms={termsRead(inForce, inForce.validFrom)} from={engagement.today} /> : null}
    </Section>
  );
}

function TermsForm({ practice, engagement, onClose }: TermsSectionProps & { readonly onClose: () => void }) {
  const changes = useEngagementChanges(practice, engagement);
  const before = engagement.terms.find(({ inForce }) => inForce) ?? engagement.terms[0];
  const { form, submit, busy, problem, refusal } = useDraft({
    initial: { ...(before ? termsTyped(before) : SUGGESTED_TERMS), validFrom: engagement.today as string },
    schema: setTerms.body,
    toBody: ({ validFrom, ...terms }) => ({ validFrom: validFrom as Day, ...termsSent(terms) }),
    send: (body) => changes.setTerms.mutateAsync(body),
    onDone: () => {
      say('New terms saved. The ones before end there.');
      onClose();
    },
    fieldOf: {
      'terms.before_start': 'validFrom',
      'terms.change_inside_month': 'validFrom',
      'terms.month_closed': 'validFrom',
      'terms.overlap': 'validFrom',
      'terms.start_day_kept': 'startDay',
    },
  });
  return (
    <Form onSubmit={submit} label="New terms">
      <TextField label="In force from" type="date" {...form.getInputProps('validFrom')} />
      {refusal?.code === 'terms.change_inside_month' ? (
        <Borders
          days={[refusal.facts['before'], refusal.facts['after']].filter(isDayOf)}
          onChoose={(day) => form.setValues({ validFrom: day })}
        />
      ) : null}
      <TermsFields
        values={form.values}
        from={isDay(form.values.validFrom) ? form.values.validFrom : engagement.today}
        onChange={(name, value) => form.setValues({ [name]: value })}
        refused={(name) => form.errors[name] !== undefined}
      />
      <FormEnd verb="Save terms" busy={busy} problem={problem} onCancel={onClose} />
    </Form>
  );
}

function isDayOf(fact: unknown): fact is Day {
  return typeof fact === 'string' && isDay(fact);
}

/** The month borders around the day that was wanted, to take one of them instead. */
function Borders({ days, onChoose }: { readonly days: readonly Day[]; readonly onChoose: (day: Day) => void }) {
  return (
    <div role="group" aria-label="Month borders">
      {days.map((day) => (
        <Button key={day} variant="default" size="compact-sm" mr={8} onClick={() => onChoose(day)}>
          From {formatDate(day)}
        </Button>
      ))}
    </div>
  );
}
