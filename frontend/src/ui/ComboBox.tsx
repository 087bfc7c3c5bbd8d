// A field that finds as one types.
import type { ReactElement, ReactNode } from "react";
import { ComboBox as AriaComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from "react-aria-components";

export interface Found {
  id: string;
  text: string;
  content: ReactNode;
}

export interface ComboBoxProps {
  label: string;
  hint?: string;
  items: readonly Found[];
  input: string;
  onInput: (text: string) => void;
  onChoose: (id: string) => void;
  /** What is said when nothing was found. */
  empty: string;
  place?: string;
}

export function ComboBox({ label, hint, items, input, onInput, onChoose, empty, place = "" }: ComboBoxProps): ReactElement {
  return (
    <AriaComboBox
      items={items} inputValue={input} onInputChange={onInput} allowsEmptyCollection menuTrigger="input"
      className={`field ${place}`.trim()} defaultFilter={() => true}
      onChange={(key) => { if (key !== null) onChoose(String(key)); }}
    >
      <Label className="lab">{label}</Label>
      <Input className="in" />
      {hint === undefined ? null : <Text slot="description" className="hint">{hint}</Text>}
      <Popover className="pop wide">
        <ListBox<Found> className="options" renderEmptyState={() => <p className="meta pad">{empty}</p>}>
          {(item) => <ListBoxItem id={item.id} textValue={item.text} className="option">{item.content}</ListBoxItem>}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
