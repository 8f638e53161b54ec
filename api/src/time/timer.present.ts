import type { Timer, TimerState } from '../../contract/timer.js';
import type { Activity } from '../../domain/time/activities.js';
import type { RunningTimer } from './timer.store.js';

/** What runs for a member, and what time it is here. */
export function presentTimer(timer: RunningTimer | null, now: Date): TimerState {
  return { timer: timer && running(timer), asOf: now.toISOString() };
}

function running(timer: RunningTimer): Timer {
  return {
    id: timer.id,
    clientId: timer.clientId,
    clientName: timer.clientName,
    engagementId: timer.engagementId,
    startedAt: timer.startedAt.toISOString(),
    zone: timer.zone,
    activity: timer.activity as Activity | null,
    billable: timer.billable,
    text: timer.text,
    version: timer.version,
  };
}
