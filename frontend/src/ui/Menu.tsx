// A button that opens a few deeds.
import type { ReactElement, ReactNode } from "react";
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { Icon } from "../icons/Icon";
import type { IconName } from "../icons/names";
import { Button, IconButton } from "./Button";

export interface Deed {
  id: string;
  text: string;
  icon?: IconName;
  /** Said below, smaller. */
  detail?: string;
  onAction: () => void;
}

export interface MenuProps {
  label: string;
  /** Without words, the button is drawn as three dots and named by `label`. */
  children?: ReactNode;
  deeds: readonly Deed[];
}

export function Menu({ label, children, deeds }: MenuProps): ReactElement {
  return (
    <MenuTrigger>
      {children === undefined
        ? <IconButton icon="ellipsis" label={label} small />
        : <Button small aria-label={label}>{children}<span className="wide-only"><Icon name="chevron-down" /></span></Button>}
      <Popover className="pop"><DeedList label={label} deeds={deeds} /></Popover>
    </MenuTrigger>
  );
}

/** The deeds themselves, for a list that something else opened. */
export function DeedList({ label, deeds }: { label: string; deeds: readonly Deed[] }): ReactElement {
  return (
    <AriaMenu className="options" aria-label={label} autoFocus="first">
      {deeds.map((deed) => (
        <MenuItem key={deed.id} id={deed.id} textValue={deed.text} className="option" onAction={deed.onAction}>
          {deed.icon === undefined ? null : <Icon name={deed.icon} />}
          {deed.detail === undefined ? deed.text : <span><span>{deed.text}</span><br /><span className="meta">{deed.detail}</span></span>}
        </MenuItem>
      ))}
    </AriaMenu>
  );
}
