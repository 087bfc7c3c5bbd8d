// Text fields: the label is always visible, the hint explains, the error says what to do.
import type { ReactElement } from "react";
import {
  FieldError, Input, Label, Text, TextArea, TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from "react-aria-components";
import { Icon } from "../icons/Icon";

export interface FieldProps extends Omit<AriaTextFieldProps, "className" | "children" | "style"> {
  label: string;
  hint?: string;
  error?: string | undefined;
  /** More than one line of text; the number of lines first shown. */
  rows?: number;
  /** Set in the serif of the text that commits people. */
  serif?: boolean;
  place?: string;
}

export function Field({ label, hint, error, rows, serif = false, place = "", ...rest }: FieldProps): ReactElement {
  const input = serif ? "in text" : "in";
  return (
    <AriaTextField {...rest} isInvalid={error !== undefined} className={`field ${place}`.trim()}>
      <Label className="lab">{label}</Label>
      {rows === undefined ? <Input className={input} /> : <TextArea className={input} rows={rows} />}
      {hint === undefined ? null : <Text slot="description" className="hint">{hint}</Text>}
      <FieldError className="err"><Icon name="circle-alert" />{error}</FieldError>
    </AriaTextField>
  );
}
