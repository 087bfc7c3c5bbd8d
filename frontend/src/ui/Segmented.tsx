// A few views of the same thing side by side, one at a time; arrows move inside.
import type { ReactElement, ReactNode } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";

export interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; text: ReactNode }[];
  onChange: (value: Value) => void;
  place?: string;
}

export function Segmented<Value extends string>({ label, value, options, onChange, place = "" }: SegmentedProps<Value>): ReactElement {
  const choose = (keys: Set<string | number>): void => {
    const chosen = options.find((option) => keys.has(option.value));
    if (chosen !== undefined) onChange(chosen.value);
  };
  return (
    <ToggleButtonGroup
      aria-label={label} className={`seg ${place}`.trim()} selectionMode="single" disallowEmptySelection
      selectedKeys={[value]} onSelectionChange={choose}
    >
      {options.map((option) => <ToggleButton key={option.value} id={option.value}>{option.text}</ToggleButton>)}
    </ToggleButtonGroup>
  );
}
