// One choice among cards, and boxes to tick.
import type { ReactElement, ReactNode } from "react";
import { Checkbox, CheckboxGroup, Label, Radio, RadioGroup } from "react-aria-components";
import { Icon } from "../icons/Icon";

export interface ChoiceOption<Value extends string> {
  value: Value;
  content: ReactNode;
  isDisabled?: boolean;
  /** Additional class of the card. */
  place?: string;
}

export interface ChoicesProps<Value extends string> {
  label: string;
  labelHidden?: boolean;
  value: Value | null;
  options: readonly ChoiceOption<Value>[];
  onChange: (value: Value) => void;
  place?: string;
}

export function Choices<Value extends string>(props: ChoicesProps<Value>): ReactElement {
  const { label, labelHidden = false, value, options, onChange, place = "" } = props;
  const choose = (key: string): void => {
    const chosen = options.find((option) => option.value === key);
    if (chosen !== undefined) onChange(chosen.value);
  };
  return (
    <RadioGroup value={value} onChange={choose} className={place}>
      <Label className={labelHidden ? "vh" : "lab"}>{label}</Label>
      {options.map((option) => (
        <Radio
          key={option.value} value={option.value} isDisabled={option.isDisabled ?? false}
          className={({ isSelected }) => `choice ${isSelected ? "on" : ""} ${option.place ?? ""}`}
        >
          <span className="radio" aria-hidden="true" />
          {option.content}
        </Radio>
      ))}
    </RadioGroup>
  );
}

export interface TickProps {
  isSelected: boolean;
  onChange: (selected: boolean) => void;
  isDisabled?: boolean;
  children: ReactNode;
}

export function Tick({ isSelected, onChange, isDisabled = false, children }: TickProps): ReactElement {
  return (
    <Checkbox isSelected={isSelected} onChange={onChange} isDisabled={isDisabled} className={isSelected ? "tick on" : "tick"}>
      <span className="box" aria-hidden="true">{isSelected ? <Icon name="check" /> : null}</span>
      <span>{children}</span>
    </Checkbox>
  );
}

export interface TicksProps<Value extends string> {
  label: string;
  values: readonly Value[];
  options: readonly { value: Value; text: string }[];
  onChange: (values: Value[]) => void;
  isDisabled?: boolean;
  place?: string;
}

/** Several of a few: chips that are pressed or not. */
export function Ticks<Value extends string>({ label, values, options, onChange, isDisabled = false, place = "" }: TicksProps<Value>): ReactElement {
  const choose = (keys: string[]): void => {
    onChange(options.map((option) => option.value).filter((value) => keys.includes(value)));
  };
  return (
    <CheckboxGroup value={[...values]} onChange={choose} isDisabled={isDisabled} className={`field ${place}`.trim()}>
      <Label className="lab">{label}</Label>
      <div className="row wrap">
        {options.map((option) => (
          <Checkbox key={option.value} value={option.value} className={({ isSelected }) => (isSelected ? "tick chip-tick on" : "tick chip-tick")}>
            {({ isSelected }) => <><span className="box" aria-hidden="true">{isSelected ? <Icon name="check" /> : null}</span>{option.text}</>}
          </Checkbox>
        ))}
      </div>
    </CheckboxGroup>
  );
}
