// One choice among a few, in a list that opens.
import type { ReactElement } from "react";
import { Button, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue, Text } from "react-aria-components";
import { COMMON } from "../i18n/common";
import { speak } from "../i18n";
import { Icon } from "../icons/Icon";

const say = speak(COMMON);

export interface Option<Value extends string = string> {
  value: Value;
  text: string;
}

export interface SelectProps<Value extends string> {
  label: string;
  hint?: string;
  options: readonly Option<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  isDisabled?: boolean;
  /** When the label is drawn elsewhere (a table header), it is kept for assistive technology only. */
  labelHidden?: boolean;
  place?: string;
}

export function Select<Value extends string>(props: SelectProps<Value>): ReactElement {
  const { label, hint, options, value, onChange, isDisabled = false, labelHidden = false, place = "" } = props;
  const choose = (key: string | number | null): void => {
    const chosen = options.find((option) => option.value === key);
    if (chosen !== undefined) onChange(chosen.value);
  };
  return (
    <AriaSelect value={value} onChange={choose} isDisabled={isDisabled} placeholder={say("choose")} className={`field ${place}`.trim()}>
      <Label className={labelHidden ? "vh" : "lab"}>{label}</Label>
      <Button className="in pick"><SelectValue /><Icon name="chevron-down" /></Button>
      {hint === undefined ? null : <Text slot="description" className="hint">{hint}</Text>}
      <Popover className="pop">
        <ListBox className="options" items={options}>
          {(option) => <ListBoxItem id={option.value} className="option" textValue={option.text}>{option.text}</ListBoxItem>}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
