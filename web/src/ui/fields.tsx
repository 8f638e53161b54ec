import '@mantine/core/styles/Input.layer.css';
import {
  NativeSelect,
  Textarea,
  TextInput,
  type NativeSelectProps,
  type TextareaProps,
  type TextInputProps,
} from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import classes from './fields.module.css';

/** One line of text. Label above, help under it, the error beside the input and linked to it. */
export function TextField(props: TextInputProps) {
  return <TextInput classNames={classes} {...props} />;
}

export function TextAreaField(props: TextareaProps) {
  return <Textarea classNames={classes} rows={3} {...props} />;
}

/** One of a few: the device's own list, which phones and keyboards already know. */
export function ChoiceField(props: NativeSelectProps) {
  return <NativeSelect classNames={classes} rightSection={<ChevronDown size={14} aria-hidden="true" />} {...props} />;
}
