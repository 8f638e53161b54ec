import { ACTIVITIES, ACTIVITY_CLASSES, activityFacts, type Activity } from '@domain/time/activities';

/** Activities for a list to choose from, under their class; empty stands for none yet. */
export function activityOptions(none = 'Not said yet') {
  return [
    { value: '', label: none },
    ...ACTIVITY_CLASSES.map(({ id, name }) => ({
      group: name,
      items: ACTIVITIES.filter((activity) => activity.class === id).map(({ id: value }) => ({
        value,
        label: activityWithCode(value),
      })),
    })),
  ];
}

/** What the time was for, in words; nothing said yet reads as such. */
export function activityName(activity: Activity | null): string {
  return activity === null ? 'no activity yet' : activityFacts(activity).name;
}

/** The same with its code in front, which is what one types after `#`. */
export function activityWithCode(activity: Activity | null): string {
  return activity !== null && isDuty(activity) ? `${activity} ${activityName(activity)}` : activityName(activity);
}

/** Whether it is one of the duties, which go by their code. */
export function isDuty(activity: Activity): boolean {
  return /^[CV]\d/.test(activity);
}
