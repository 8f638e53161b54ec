import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { sentenceFor } from '../platform/problems';
import { ChoiceField } from '../ui/fields';
import { useStageImport } from './time.queries';
import classes from './import-file.module.css';

const ZONES = Intl.supportedValuesOf('timeZone');

/** Takes the file, by button or by drop, and reads it on the server without logging anything. */
export function ImportFile({ practice }: { readonly practice: string }) {
  const stage = useStageImport(practice);
  const navigate = useNavigate();
  const picker = useRef<HTMLInputElement>(null);
  const [zone, setZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [over, setOver] = useState(false);

  const take = async (file: File | undefined) => {
    if (!file) return;
    const view = await stage
      .mutateAsync({ source: 'toggl', fileName: file.name, zone, text: await file.text() })
      .catch(() => undefined);
    if (view) await navigate({ to: '/p/$practice/time/import', params: { practice }, search: { file: view.id } });
  };

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };

  return (
    <div className={classes.place}>
      <div
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileUp size={20} aria-hidden="true" />
        <p>In Toggl Track open Reports, then Detailed, and export as CSV. Drop the file here, or</p>
        <Button loading={stage.isPending} onClick={() => picker.current?.click()}>
          Choose the file
        </Button>
        <input
          ref={picker}
          className="visually-hidden"
          type="file"
          accept=".csv,text/csv"
          aria-label="Toggl Track export"
          tabIndex={-1}
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {stage.isError ? (
        <p role="alert" className={classes.trouble}>
          {sentenceFor(stage.error)}
        </p>
      ) : null}
      <ChoiceField
        label="Time zone of the export"
        description="As set in Toggl Track"
        value={zone}
        onChange={(event) => setZone(event.currentTarget.value)}
        data={ZONES.includes(zone) ? ZONES : [zone, ...ZONES]}
      />
    </div>
  );
}
