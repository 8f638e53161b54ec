import type { ImportMapping, ImportView } from '@contract/time';
import { formatMinutes } from '@domain/shared/format';
import type { Activity } from '@domain/time/activities';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { sentenceFor } from '../platform/problems';
import { count } from '../platform/when';
import { ChoiceField } from '../ui/fields';
import { Section } from '../ui/section';
import { activityOptions } from './activity-options';
import { useImportChanges, useMeanings } from './import.queries';
import classes from './import-names.module.css';

type Kind = keyof ImportMapping;
type Options = React.ComponentProps<typeof ChoiceField>['data'];

const LEAVE_OUT = '-';

/** What each name in the file means here; remembered for the next file. */
export function ImportNames({ practice, view }: { readonly practice: string; readonly view: ImportView }) {
  const { map } = useImportChanges(practice, view);
  const { members, clients } = useMeanings(practice);
  const [mapping, setMapping] = useState(view.mapping);
  const changed = JSON.stringify(mapping) !== JSON.stringify(view.mapping);

  const set = (kind: Kind, name: string, chosen: string) =>
    setMapping((before) => {
      const { [name]: _, ...others } = before[kind];
      const value = chosen === LEAVE_OUT ? null : (chosen as Activity);
      return { ...before, [kind]: chosen === '' ? others : { ...others, [name]: value } };
    });

  const out = { value: LEAVE_OUT, label: 'Leave out' };
  const ask = { value: '', label: 'Choose…' };
  const columns: { kind: Kind; title: string; options: Options }[] = [
    {
      kind: 'people',
      title: 'People',
      options: [ask, ...members.map((member) => ({ value: member.id, label: member.name || member.email })), out],
    },
    {
      kind: 'clients',
      title: 'Clients',
      options: [ask, ...clients.map((client) => ({ value: client.id, label: client.name })), out],
    },
    {
      kind: 'activities',
      title: 'Activities',
      options: [...activityOptions('Choose…'), { value: LEAVE_OUT, label: 'No activity' }],
    },
  ];

  return (
    <Section title="What the names mean" aside="Remembered for the next file">
      <div className={classes.columns}>
        {columns.map(({ kind, title, options }) =>
          view.names[kind].length === 0 ? null : (
            <div key={kind}>
              <h3 className={classes.kind}>{title}</h3>
              <ul>
                {view.names[kind].map(({ name, rows, minutes }) => (
                  <li key={name} className={classes.name}>
                    <span className={classes.words}>
                      {name || '(empty)'}
                      <span className={classes.facts}>
                        {count(rows, 'row')}, {formatMinutes(minutes)}
                      </span>
                    </span>
                    <ChoiceField
                      aria-label={`${title}: ${name || 'empty'}`}
                      data={options}
                      value={mapping[kind][name] === null ? LEAVE_OUT : (mapping[kind][name] ?? '')}
                      onChange={(event) => set(kind, name, event.currentTarget.value)}
                    />
                  </li>
                ))}
              </ul>
            </div>
          ),
        )}
      </div>
      {changed ? (
        <div className={classes.save}>
          <Button variant="default" loading={map.isPending} onClick={() => map.mutate(mapping)}>
            Use these meanings
          </Button>
        </div>
      ) : null}
      {map.isError ? (
        <p role="alert" className={classes.trouble}>
          {sentenceFor(map.error)}
        </p>
      ) : null}
    </Section>
  );
}
