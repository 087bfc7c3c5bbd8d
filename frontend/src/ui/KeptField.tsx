// A field that is saved when one leaves it or presses Enter; Escape puts the saved value back.
import { useEffect, useRef, useState, type ReactElement } from "react";
import { speak } from "../i18n";
import { COMMON } from "../i18n/common";
import { Field, type FieldProps } from "./Field";

const say = speak(COMMON);

interface KeptFieldProps {
  label: string;
  hint?: string;
  value: string;
  onKeep: (value: string) => void;
  isDisabled?: boolean;
  /** Digits only. */
  numeric?: boolean;
  place?: string;
  /** Why the server refused what was last sent from here. */
  error?: string | undefined;
}

export function KeptField({ label, hint, value, onKeep, isDisabled = false, numeric = false, place, error }: KeptFieldProps): ReactElement {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    setText(value);
    sent.current = value;
  }, [value]);
  const misread = numeric && !/^\d+$/.test(text.trim());
  const keep = (): void => {
    if (text.trim() === value || misread) return;
    sent.current = text.trim();
    onKeep(text.trim());
  };
  // What Enter has sent is not sent again by leaving the field: while a clash is shown, that would raise it anew.
  const leave = (): void => {
    if (text.trim() !== sent.current) keep();
  };
  // react-aria keeps a key to the field unless told otherwise: Escape goes on to the dialog once nothing is to be put back.
  const press: FieldProps["onKeyDown"] = (event) => {
    if (event.key === "Enter") keep();
    else if (event.key === "Escape" && text !== value) setText(value);
    else event.continuePropagation();
  };
  return (
    <Field
      label={label} value={text} onChange={setText} onBlur={leave} onKeyDown={press} isDisabled={isDisabled}
      {...(numeric ? { inputMode: "numeric" as const } : {})}
      error={misread ? say("digitsOnly") : error}
      {...(hint === undefined ? {} : { hint })} {...(place === undefined ? {} : { place })}
    />
  );
}
