// Tabs: one list, one panel at a time.
import type { ReactElement, ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components";

export interface TabsProps<Value extends string> {
  label: string;
  value: Value;
  tabs: readonly { value: Value; title: ReactNode; content: ReactNode }[];
  onChange: (value: Value) => void;
}

export function Tabs<Value extends string>({ label, value, tabs, onChange }: TabsProps<Value>): ReactElement {
  const choose = (key: string | number): void => {
    const chosen = tabs.find((tab) => tab.value === key);
    if (chosen !== undefined) onChange(chosen.value);
  };
  return (
    <AriaTabs selectedKey={value} onSelectionChange={choose}>
      <TabList className="tabs" aria-label={label}>
        {tabs.map((tab) => <Tab key={tab.value} id={tab.value}>{tab.title}</Tab>)}
      </TabList>
      {tabs.map((tab) => <TabPanel key={tab.value} id={tab.value} className="in-panel">{tab.content}</TabPanel>)}
    </AriaTabs>
  );
}
