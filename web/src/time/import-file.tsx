import type { ImportView } from '@contract/time';
import { textOf } from '@domain/time/import/text-of';
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { isRefusal, sentenceFor } from '../platform/problems';
import { zoneHere } from '../platform/when';
import { ZoneField } from '../ui/zone-field';
import { ImportGuide } from './import-guide';
import { useStageImport } from './import.queries';
import classes from './import-file.module.css';

type DateOrder = ImportView['dateOrder'];

/** Takes the file, by button or by drop, and reads it on the server without logging anything. */
export function ImportFile({ practice }: { readonly practice: string }) {
  const stage = useStageImport(practice);
  const navigate = useNavigate();
  const picker = useRef<HTMLInputElement>(null);
  const [zone, setZone] = useState(zoneHere);
  const [over, setOver] = useState(false);
  const [file, setFile] = useState<File>();
  const asksOrder = isRefusal(stage.error, 'import.date_order_needed');

  const take = async (chosen: File | undefined, dateOrder?: DateOrder) => {
    if (!chosen) return;
    setFile(chosen);
    const text = textOf(new Uint8Array(await chosen.arrayBuffer()));
    const view = await stage
      .mutateAsync({ fileName: chosen.name, zone, text, ...(dateOrder && { dateOrder }) })
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
        <p>Drop a detailed export or a CSV of your own here, or</p>
        <Button loading={stage.isPending} onClick={() => picker.current?.click()}>
          Choose the file
        </Button>
        <input
          ref={picker}
          className="visually-hidden"
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          aria-label="File of hours"
          tabIndex={-1}
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {stage.isError ? (
        <div role="alert" className={asksOrder ? classes.question : classes.trouble}>
          <p>{sentenceFor(stage.error)}</p>
          {asksOrder ? (
            <div className={classes.answers}>
              <Button variant="default" onClick={() => void take(file, 'day_first')}>
                Day first
              </Button>
              <Button variant="default" onClick={() => void take(file, 'month_first')}>
                Month first
              </Button>
            </div>
          ) : null}
        </div>
      ) : null}
      <ZoneField
        label="Time zone of the file"
        description="As set in the tracker it comes from"
        value={zone}
        onChange={setZone}
      />
      <ImportGuide />
    </div>
  );
}
